package io.thalweg.core.connector;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// A table as a continuous query reads it: what is there, then what is added and retracted.
/// Thread-safe.
///
/// A reader of a stream answers [SplitReader.Progress.Pending] while there is nothing new and
/// [SplitReader.Progress.Finished] only when there will never be anything. Its batches may have
/// weights unless the stream is append-only. [SplitReader#position] is never empty: it names the
/// point behind the last batch handed out.
public interface TableStream {
  /// The split property that holds the position to go on from; absent: from the beginning.
  String POSITION = "position";

  /// The split property that is there when a split has appeared while the stream was followed: it
  /// is read from its very beginning, wherever reading the stream begins otherwise.
  String APPEARED = "appeared";

  /// No row is ever retracted.
  boolean appendOnly();

  /// Whether positions mean nothing to a later process. Then checkpoints keep the rows that were
  /// read; a restored scan opens its splits at the beginning and hands on how what is there differs
  /// from that. Readers answer [SplitReader#handedOut].
  default boolean isVolatile() {
    return false;
  }

  /// The pieces of input; their labels name them for ever, also after a restart. May block.
  List<Split> splits(ScanRequest request);

  /// Looks out for splits beside those of [#splits]; does not block.
  ///
  /// @param known labels of those that are followed already
  /// @return completes with others once there are any, never with an error; cancelled when nobody
  ///   wants to know any more; empty: there never are others
  default Optional<CompletableFuture<List<Split>>> moreSplits(
      ScanRequest request, Set<String> known) {
    return Optional.empty();
  }

  /// Where splits end as of now, by label, as text that [SplitReader#hasPassed] understands. Those
  /// that are not named have no end: generators. May block.
  default Map<String, String> ends() {
    return Map.of();
  }

  /// Opens one split, at [#POSITION] when the split has that property.
  SplitReader open(Split split, ScanRequest request, ReadContext context);
}
