package io.thalweg.exec.checkpoint.segment;

import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.checkpoint.segment.SegmentDirectory.Runs;
import io.thalweg.exec.checkpoint.segment.SegmentDirectory.Section;
import io.thalweg.exec.checkpoint.segment.SegmentFrame.Sealed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;

/// Makes the bytes of one segment. Used once, by one thread.
public final class SegmentEncoder {
  /// Rows of a record batch: enough to make its header cheap, few enough for small buffers.
  private static final int RECORD_BATCH_ROWS = 1 << 14;

  private static final Schema WEIGHT = Schema.of(Field.required("weight", SimpleType.INTEGER));

  private final SegmentBytes out;
  private final List<Section> sections = new ArrayList<>();

  private SegmentEncoder(SegmentBytes out) {
    this.out = out;
  }

  /// @param buffer that the segment is made in; used again and again, by one thread at a time
  public static Sealed encode(List<StateRows> parts, SegmentBytes buffer) {
    buffer.clear();
    SegmentEncoder encoder = new SegmentEncoder(buffer);
    SegmentFrame.begin(buffer);
    try (BufferAllocator allocator = new RootAllocator()) {
      for (StateRows part : parts) {
        encoder.add(part, allocator);
      }
    } catch (IOException e) {
      throw ThalwegException.wrap(e);
    }
    return SegmentFrame.seal(encoder.out, new SegmentDirectory(encoder.sections));
  }

  /// One section per run of pieces with the same columns; usually one.
  private void add(StateRows part, BufferAllocator allocator) throws IOException {
    List<PackedRows> pieces = part.pieces();
    int from = 0;
    while (from < pieces.size()) {
      Schema schema = pieces.get(from).schema();
      int to = from + 1;
      while (to < pieces.size() && pieces.get(to).schema().equals(schema)) {
        to++;
      }
      section(part, pieces.subList(from, to), schema, allocator);
      from = to;
    }
  }

  private void section(
      StateRows part, List<PackedRows> pieces, Schema schema, BufferAllocator allocator)
      throws IOException {
    boolean weighted = part.isWeighted();
    Packing packing = Packing.of(weighted ? schema.concat(WEIGHT) : schema, pieces);
    int offset = out.size();
    List<Runs> runs = new ArrayList<>();
    try (VectorSchemaRoot root = VectorSchemaRoot.create(packing.arrow(), allocator);
        ArrowStreamWriter stream = new ArrowStreamWriter(root, null, out)) {
      stream.start();
      int from = 0;
      while (from < pieces.size()) {
        int to = endOfRecordBatch(pieces, from);
        packing.fill(root, pieces.subList(from, to));
        stream.writeBatch();
        runs.add(runs(pieces.subList(from, to)));
        from = to;
      }
      stream.end();
    }
    int length = out.size() - offset;
    sections.add(new Section(part.identity(), part.part(), offset, length, weighted, runs));
  }

  private static int endOfRecordBatch(List<PackedRows> pieces, int from) {
    int rows = 0;
    int to = from;
    while (to < pieces.size() && (to == from || rows < RECORD_BATCH_ROWS)) {
      rows += pieces.get(to).rows();
      to++;
    }
    return to;
  }

  private static Runs runs(List<PackedRows> group) {
    List<Integer> vnodes = new ArrayList<>();
    List<Integer> rows = new ArrayList<>();
    for (PackedRows piece : group) {
      for (int i = 0; i < piece.vnodes().length; i++) {
        int last = vnodes.size() - 1;
        if (last >= 0 && vnodes.get(last) == piece.vnodes()[i]) {
          rows.set(last, rows.get(last) + piece.counts()[i]);
        } else {
          vnodes.add(piece.vnodes()[i]);
          rows.add(piece.counts()[i]);
        }
      }
    }
    return new Runs(vnodes, rows);
  }
}
