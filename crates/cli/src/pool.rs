//! Work on all cores, with results in the order of the input and no more in memory than is being worked on.

use std::collections::BTreeMap;
use std::io;
use std::num::NonZero;
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Results that may wait for a slow one before them, for each thread.
const WINDOW: usize = 8;

/// Reading deep parses takes more stack than a thread has by itself.
const STACK: usize = 16 << 20;

/// One thread for each core.
pub fn default_threads() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// Takes items from `next` until it has no more, does `work` on `threads` threads, and hands the results to `sink`
/// on this thread, in the order of the items, until `sink` breaks off.
///
/// # Errors
/// If no thread can be started, or what `sink` breaks off with.
pub fn work_in_order<T, R, E>(
    threads: usize,
    next: impl FnMut() -> Option<T> + Send,
    work: impl Fn(T) -> R + Sync,
    sink: impl FnMut(R) -> ControlFlow<E>,
) -> io::Result<ControlFlow<E>>
where
    R: Send,
{
    let line = Line { source: Mutex::new(Source { next, taken: 0 }), gate: Gate::new(threads * WINDOW) };
    thread::scope(|scope| {
        let (sender, results) = sync_channel(threads);
        for _ in 0..threads {
            let (sender, line, work) = (sender.clone(), &line, &work);
            thread::Builder::new().stack_size(STACK).spawn_scoped(scope, move || {
                while let Some((number, item)) = line.take() {
                    if sender.send((number, work(item))).is_err() {
                        break;
                    }
                }
            })?;
        }
        drop(sender);
        let ended = put_in_order(results, &line.gate, sink);
        // Threads that wait at the gate go home.
        line.gate.close();
        Ok(ended)
    })
}

/// Hands on each result once all before it have been handed on.
fn put_in_order<R, E>(
    results: Receiver<(usize, R)>,
    gate: &Gate,
    mut sink: impl FnMut(R) -> ControlFlow<E>,
) -> ControlFlow<E> {
    let mut waiting = BTreeMap::new();
    let mut due = 0;
    for (number, result) in results {
        waiting.insert(number, result);
        while let Some(result) = waiting.remove(&due) {
            sink(result)?;
            due += 1;
            gate.advance(due);
        }
    }
    ControlFlow::Continue(())
}

/// Where the items come from.
struct Line<F> {
    source: Mutex<Source<F>>,
    gate: Gate,
}

struct Source<F> {
    next: F,
    taken: usize,
}

impl<T, F: FnMut() -> Option<T>> Line<F> {
    /// The next item and its number.
    fn take(&self) -> Option<(usize, T)> {
        let mut source = lock(&self.source);
        if !self.gate.wait_for(source.taken) {
            return None;
        }
        let item = (source.next)()?;
        let number = source.taken;
        source.taken += 1;
        Some((number, item))
    }
}

/// Holds back those who are too far ahead of the writer.
struct Gate {
    window: usize,
    /// How many results have been handed on; none once the gate is closed.
    done: Mutex<Option<usize>>,
    moved: Condvar,
}

impl Gate {
    fn new(window: usize) -> Gate {
        Gate { window, done: Mutex::new(Some(0)), moved: Condvar::new() }
    }

    /// Waits until item `number` is near enough; false once the gate is closed.
    fn wait_for(&self, number: usize) -> bool {
        let too_far = |done: &mut Option<usize>| done.is_some_and(|done| number >= done + self.window);
        let done = self.moved.wait_while(lock(&self.done), too_far);
        done.unwrap_or_else(PoisonError::into_inner).is_some()
    }

    fn advance(&self, done: usize) {
        *lock(&self.done) = Some(done);
        self.moved.notify_all();
    }

    fn close(&self) {
        *lock(&self.done) = None;
        self.moved.notify_all();
    }
}

/// A thread that panicked holds no half-made state here: counters only.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        for threads in [1, 2, 7] {
            let mut items = 0..500;
            let mut seen = Vec::new();
            let work = |n: u64| {
                thread::sleep(std::time::Duration::from_micros(n * 37 % 101));
                n * 2
            };
            let ended = work_in_order(
                threads,
                || items.next(),
                work,
                |n| {
                    seen.push(n);
                    ControlFlow::<()>::Continue(())
                },
            );
            assert!(matches!(ended, Ok(ControlFlow::Continue(()))));
            assert_eq!(seen, (0..500).map(|n| n * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn nobody_runs_far_ahead_of_the_writer() {
        let mut taken = 0;
        let ended = work_in_order(
            3,
            || {
                taken += 1;
                Some(taken)
            },
            |n: usize| n,
            |n| if n == 100 { ControlFlow::Break(n) } else { ControlFlow::Continue(()) },
        );
        assert!(matches!(ended, Ok(ControlFlow::Break(100))));
        assert!(taken <= 100 + 3 * WINDOW, "{taken} were taken");
    }

    #[test]
    fn no_items_no_results() {
        let ended = work_in_order(2, || None::<u8>, |n| n, |_| ControlFlow::Break(()));
        assert!(matches!(ended, Ok(ControlFlow::Continue(()))));
    }
}
