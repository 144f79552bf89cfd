"""Counts who did what to whom by month.

    verbale code reports/ --format csv > events.csv
    python3 dyads.py events.csv
"""
import sys
import pandas as pd

# Codes are text: nothing here is to be read as a number or as missing.
events = pd.read_csv(sys.argv[1], dtype=str, keep_default_na=False)
events = events[events["status"].isin(["happened", "ongoing"]) & (events["date"] != "")]
events["month"] = events["date"].str[:7]
# An event with several actors or recipients has a row for each pair: count it once a dyad.
dyads = (
    events.drop_duplicates(["id", "actor_country", "recipient_country"])
    .groupby(["month", "actor_country", "recipient_country", "event_type"])
    .size()
    .reset_index(name="n")
)
print(dyads.to_string(index=False))
