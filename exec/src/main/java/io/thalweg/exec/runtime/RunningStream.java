package io.thalweg.exec.runtime;

import java.util.concurrent.CompletableFuture;

/// One run of a continuous query. Its rows come epoch by epoch: what comes before a
/// [ResultPoll.EpochEnd] belongs to that epoch and counts only once that has come; the last one
/// stands before [ResultPoll.Finished].
///
/// A consumer that does not take its rows holds the query back: no further epoch begins to end
/// before it has taken the end of the one before.
public interface RunningStream extends RunningQuery {

  /// Ends the running epoch as soon as possible, under any policy but [EpochPolicy#MARKS].
  ///
  /// @param checkpoint whether it is to be made durable
  void trigger(boolean checkpoint);

  /// Asks whether everything that there is now has been handed out by all sources; ends the epoch
  /// in which it has been, unless epochs end by themselves.
  ///
  /// @return completes with the first epoch that shows it all
  CompletableFuture<Long> catchUp();

  /// How far the query is.
  StreamStatus status();
}
