package io.thalweg.exec.checkpoint;

import io.thalweg.core.arrow.ArrowBatchWriter;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.checkpoint.SegmentDirectory.Runs;
import io.thalweg.exec.checkpoint.SegmentDirectory.Section;
import io.thalweg.exec.checkpoint.SegmentFrame.Sealed;
import io.thalweg.exec.checkpoint.StateRows.Piece;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;

/// Makes the bytes of one segment. Used once, by one thread.
final class SegmentEncoder {
  /// Rows of a record batch: enough to make its header cheap, few enough for small buffers.
  private static final int RECORD_BATCH_ROWS = 1 << 14;

  private final SegmentBytes out;
  private final List<Section> sections = new ArrayList<>();

  private SegmentEncoder(SegmentBytes out) {
    this.out = out;
  }

  /// @param buffer that the segment is made in; used again and again, by one thread at a time
  static Sealed encode(List<StateRows> parts, SegmentBytes buffer) {
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
    List<Piece> pieces = part.pieces();
    int from = 0;
    while (from < pieces.size()) {
      Schema schema = PhysicalTypes.schema(pieces.get(from).rows());
      int to = from + 1;
      while (to < pieces.size() && PhysicalTypes.schema(pieces.get(to).rows()).equals(schema)) {
        to++;
      }
      section(part, pieces.subList(from, to), schema, allocator);
      from = to;
    }
  }

  private void section(StateRows part, List<Piece> pieces, Schema schema, BufferAllocator allocator)
      throws IOException {
    boolean weighted = part.isWeighted();
    Schema columns =
        weighted ? schema.concat(Schema.of(Field.required("weight", SimpleType.INTEGER))) : schema;
    List<Batch> batches = pieces.stream().map(piece -> rows(piece, weighted)).toList();
    Packing packing = Packing.of(columns, batches);
    int offset = out.size();
    List<Runs> runs = new ArrayList<>();
    try (ArrowBatchWriter filler =
            new ArrowBatchWriter(packing.schema(), packing.arrow(), allocator);
        ArrowStreamWriter stream = new ArrowStreamWriter(filler.root(), null, out)) {
      stream.start();
      int from = 0;
      while (from < pieces.size()) {
        int to = endOfRecordBatch(pieces, from);
        filler.write(packing.pack(batches.subList(from, to)));
        stream.writeBatch();
        runs.add(runs(pieces.subList(from, to)));
        from = to;
      }
      stream.end();
    }
    int length = out.size() - offset;
    sections.add(new Section(part.identity(), part.part(), offset, length, weighted, runs));
  }

  private static int endOfRecordBatch(List<Piece> pieces, int from) {
    int rows = 0;
    int to = from;
    while (to < pieces.size() && (to == from || rows < RECORD_BATCH_ROWS)) {
      rows += pieces.get(to).rows().rowCount();
      to++;
    }
    return to;
  }

  private static Batch rows(Piece piece, boolean weighted) {
    Batch rows = piece.rows().compact();
    return weighted ? withWeightColumn(rows) : rows;
  }

  private static Batch withWeightColumn(Batch rows) {
    int[] weights = rows.weights();
    if (weights == null) {
      weights = new int[rows.length()];
      Arrays.fill(weights, 1);
    }
    List<Column> columns = new ArrayList<>(rows.columns());
    columns.add(new IntColumn(rows.length(), weights, null));
    return Batch.of(rows.length(), columns);
  }

  private static Runs runs(List<Piece> group) {
    List<Integer> vnodes = new ArrayList<>();
    List<Integer> rows = new ArrayList<>();
    for (Piece piece : group) {
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
