# Counts who did what to whom by month.
#
#     verbale code reports/ --format csv > events.csv
#     Rscript dyads.R events.csv

path <- commandArgs(trailingOnly = TRUE)[1]
# Codes are text: nothing here is to be read as a number or as missing.
events <- read.csv(path, colClasses = "character", na.strings = character(0), encoding = "UTF-8")
events <- subset(events, status %in% c("happened", "ongoing") & date != "")
events$month <- substr(events$date, 1, 7)
# An event with several actors or recipients has a row for each pair: count it once a dyad.
events <- events[!duplicated(events[c("id", "actor_country", "recipient_country")]), ]
dyads <- aggregate(n ~ month + actor_country + recipient_country + event_type,
                   data = transform(events, n = 1), FUN = sum)
print(dyads[order(dyads$month, -dyads$n), ], row.names = FALSE)
