package io.thalweg.exec.checkpoint.segment;

import io.thalweg.core.arrow.ArrowBatchReader;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.exec.checkpoint.CheckpointErrors;
import io.thalweg.exec.checkpoint.segment.SegmentDirectory.Runs;
import io.thalweg.exec.checkpoint.segment.SegmentDirectory.Section;
import io.thalweg.exec.operator.StateWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;

/// A segment whose frame is sound. Thread-safe.
public final class SegmentDecoder {
  private final String object;
  private final byte[] segment;
  private final SegmentDirectory directory;

  /// @param object its key, for messages
  /// @throws ThalwegException CHECKPOINT_CORRUPT, CHECKPOINT_TOO_OLD, CHECKPOINT_TOO_NEW
  SegmentDecoder(String object, byte[] segment) {
    this(object, segment, false);
  }

  /// @param isChecked whether another checksum over the whole segment has been found to fit
  public SegmentDecoder(String object, byte[] segment, boolean isChecked) {
    this.object = object;
    this.segment = segment;
    this.directory = SegmentFrame.open(object, segment, isChecked);
  }

  /// The length of the segment.
  public long bytes() {
    return segment.length;
  }

  /// The rows of one part that belong to owned vnodes.
  public List<Batch> read(String identity, String part, IntPredicate owned) {
    List<Batch> batches = new ArrayList<>();
    for (Section section : directory.sections()) {
      if (section.identity().equals(identity)
          && section.part().equals(part)
          && ownsAny(section, owned)) {
        read(section, (rows, runs) -> slice(rows, runs, owned, batches));
      }
    }
    return batches;
  }

  /// Hands on the rows of all parts that belong to owned vnodes, in the order in which they were
  /// written.
  public void copy(String identity, IntPredicate owned, StateWriter target) {
    for (Section section : directory.sections()) {
      if (section.identity().equals(identity) && ownsAny(section, owned)) {
        read(section, (rows, runs) -> hand(section.part(), rows, runs, owned, target));
      }
    }
  }

  private void hand(String part, Batch rows, Runs runs, IntPredicate owned, StateWriter target) {
    int at = 0;
    for (int i = 0; i < runs.rows().size(); i++) {
      int count = checked(runs.rows().get(i), rows.length() - at);
      if (count > 0 && owned.test(runs.vnodes().get(i))) {
        target.write(part, runs.vnodes().get(i), rows.slice(at, count));
      }
      at += count;
    }
    checked(at, rows.length(), rows.length());
  }

  private static boolean ownsAny(Section section, IntPredicate owned) {
    return section.batches().stream()
        .anyMatch(runs -> runs.vnodes().stream().anyMatch(owned::test));
  }

  /// Takes the rows of a record batch.
  private interface RunsTaker {
    void take(Batch rows, Runs runs);
  }

  private void read(Section section, RunsTaker taker) {
    // The library believes lengths inside the stream: what it may allocate follows the real size.
    long limit = 4L * section.length() + (1 << 20);
    try (BufferAllocator allocator = new RootAllocator(limit);
        ArrowStreamReader reader =
            new ArrowStreamReader(
                new ByteArrayInputStream(segment, section.offset(), section.length()), allocator)) {
      VectorSchemaRoot root = reader.getVectorSchemaRoot();
      for (Runs runs : section.batches()) {
        if (!reader.loadNextBatch()) {
          throw CheckpointErrors.corrupt(object, "a section has fewer rows than declared");
        }
        Batch all = Packing.unpack(root.getSchema().getFields(), ArrowBatchReader.read(root));
        taker.take(section.weighted() ? withWeights(all) : all, runs);
      }
    } catch (ThalwegException e) {
      throw String.valueOf(e.getMessage()).contains(object)
          ? e
          : CheckpointErrors.corrupt(object, String.valueOf(e.getMessage()), e);
    } catch (IOException | RuntimeException | AssertionError e) {
      throw CheckpointErrors.corrupt(object, "a section is no sound Arrow stream", e);
    }
  }

  private void slice(Batch rows, Runs runs, IntPredicate owned, List<Batch> batches) {
    int at = 0;
    int from = 0;
    for (int i = 0; i < runs.rows().size(); i++) {
      int count = checked(runs.rows().get(i), rows.length() - at);
      if (!owned.test(runs.vnodes().get(i))) {
        cut(rows, from, at, batches);
        from = at + count;
      }
      at += count;
    }
    checked(at, rows.length(), rows.length());
    cut(rows, from, at, batches);
  }

  private int checked(int count, int most) {
    return checked(count, 0, most);
  }

  private int checked(int count, int least, int most) {
    if (count < least || count > most) {
      throw CheckpointErrors.corrupt(object, "a section's runs do not fit its rows");
    }
    return count;
  }

  private static void cut(Batch rows, int from, int to, List<Batch> batches) {
    if (to > from) {
      batches.add(rows.slice(from, to - from));
    }
  }

  private Batch withWeights(Batch all) {
    List<Column> columns = all.columns();
    if (columns.isEmpty()
        || !(columns.getLast() instanceof IntColumn weights)
        || weights.mayHaveNulls()) {
      throw CheckpointErrors.corrupt(object, "a section's weights are missing");
    }
    return Batch.of(all.length(), columns.subList(0, columns.size() - 1))
        .withWeights(weights.values());
  }
}
