package io.thalweg.connectors.files.csv;

import io.thalweg.connectors.files.source.FileScan;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.memory.MemoryReservation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads one range of a CSV file.
final class CsvReader implements SplitReader {
  private final CsvFile file;
  private final List<FieldDecoder> decoders = new ArrayList<>();
  private final int batchRows;
  private final long from;
  private final long stop;
  private final MemoryReservation memory;
  private final BitSet badRecords = new BitSet();
  private @Nullable CsvTokenizer tokens;

  /// @param from where a record begins
  /// @param stop where another one begins, that is not read any more
  CsvReader(CsvFile file, FileScan scan, long from, long stop, MemoryPool memory) {
    this.file = file;
    this.batchRows = scan.batchRows();
    this.from = from;
    this.stop = stop;
    this.memory = memory.reservation("Scan of " + file.stamp().shortName());
    for (int column : scan.columns()) {
      decoders.add(
          new FieldDecoder(file.schema().type(column), column, file.dialect(), this::badField));
    }
  }

  @Override
  public Progress read() {
    CsvTokenizer source = opened();
    badRecords.clear();
    int records = source.next(batchRows);
    memory.setTo(source.heapBytes());
    if (records == 0) {
      if (stop != Long.MAX_VALUE && source.offset() != stop) {
        throw CsvErrors.unevenRanges(file.stamp(), file.dialect(), source.offset());
      }
      return Progress.Finished.INSTANCE;
    }
    checkFieldCounts(source, records);
    List<Column> columns = new ArrayList<>(decoders.size());
    for (FieldDecoder decoder : decoders) {
      columns.add(decoder.decode(source, records));
    }
    Batch batch = Batch.of(records, columns);
    return new Progress.Rows(badRecords.isEmpty() ? batch : withoutBadRecords(batch));
  }

  private CsvTokenizer opened() {
    CsvTokenizer known = tokens;
    if (known != null) {
      return known;
    }
    memory.setTo(CsvTokenizer.BUFFER_BYTES);
    CsvTokenizer fresh = new CsvTokenizer(file.stamp(), file.dialect(), from, stop);
    tokens = fresh;
    fresh.dropBlankLines(file.schema().size() > 1);
    if (from == 0 && file.dialect().header()) {
      fresh.next(1);
    }
    return fresh;
  }

  private void checkFieldCounts(CsvTokenizer source, int records) {
    int wanted = file.schema().size();
    for (int i = 0; i < records; i++) {
      int found = source.fieldCount(i);
      if (found == wanted || (found < wanted && file.dialect().padRows())) {
        continue;
      }
      if (!file.dialect().skipBadRows()) {
        throw CsvErrors.fieldCount(file, source.recordOffset(i), found);
      }
      badRecords.set(i);
    }
  }

  private void badField(int record, int column, String because) {
    if (file.dialect().skipBadRows()) {
      badRecords.set(record);
      return;
    }
    CsvTokenizer source = opened();
    int field = source.firstField(record) + column;
    int start = source.start(field);
    String text =
        new String(source.buffer(), start, source.end(field) - start, StandardCharsets.UTF_8);
    throw CsvErrors.badValue(file, source.recordOffset(record), column, text, because);
  }

  private Batch withoutBadRecords(Batch batch) {
    int[] kept = new int[batch.length()];
    int count = 0;
    for (int i = 0; i < batch.length(); i++) {
      if (!badRecords.get(i)) {
        kept[count++] = i;
      }
    }
    return batch.withSelection(kept, count);
  }

  @Override
  public String position() {
    return tokens == null ? "" : Long.toString(tokens.offset());
  }

  @Override
  public void close() {
    if (tokens != null) {
      tokens.close();
    }
    memory.close();
  }
}
