package io.thalweg.core.connector;

import java.util.List;
import java.util.Map;

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

  /// Where splits end as of now, by label, as text that [SplitReader#hasPassed] understands. Those
  /// that are not named have no end: generators. May block.
  default Map<String, String> ends() {
    return Map.of();
  }

  /// Opens one split, at [#POSITION] when the split has that property.
  SplitReader open(Split split, ScanRequest request, ReadContext context);
}
