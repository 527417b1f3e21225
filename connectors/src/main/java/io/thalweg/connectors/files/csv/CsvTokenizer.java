package io.thalweg.connectors.files.csv;

import io.thalweg.connectors.files.source.FileStamp;
import io.thalweg.connectors.files.text.TextInput;
import java.util.Arrays;

/// Finds records and fields in the bytes of a CSV file, some records at a time.
///
/// After [#next], record `r` has the fields `firstField[r] .. firstField[r + 1]`; field `f` is
/// `buffer[starts[f] .. end(f))`. All of it is overwritten by the next call. Used by one thread.
final class CsvTokenizer implements AutoCloseable {
  static final int BUFFER_BYTES = 1 << 18;
  private static final int MAX_RECORD_BYTES = 1 << 26;
  private static final int QUOTED = 1 << 31;
  private static final int ESCAPED = 1 << 30;
  private static final int POSITION = ESCAPED - 1;
  private static final int NEED_MORE = -1;

  private final FileStamp file;
  private final CsvDialect dialect;
  private final TextInput input;
  private final byte delimiter;
  private final byte quote;
  private final byte escape;
  private final long stop;

  private byte[] buffer = new byte[BUFFER_BYTES];
  private long bufferOffset;
  private int at;
  private int limit;
  private boolean atEnd;

  private int[] recordStarts = new int[64];
  private int[] firstField = new int[65];
  private int[] starts = new int[1024];
  private int[] ends = new int[1024];
  private int records;
  private int fields;
  private boolean dropBlankLines = true;

  /// @param from where a record begins
  /// @param stop records that begin here or behind are not read
  CsvTokenizer(FileStamp file, CsvDialect dialect, long from, long stop) {
    this.file = file;
    this.dialect = dialect;
    this.input = TextInput.open(file.path(), dialect.compression(), from);
    this.delimiter = (byte) dialect.delimiter();
    this.quote = (byte) dialect.quote();
    this.escape = (byte) dialect.escape();
    this.bufferOffset = from;
    this.stop = stop;
    if (from == 0) {
      skipPreamble();
    }
  }

  private void skipPreamble() {
    more();
    if (limit >= 3
        && buffer[0] == (byte) 0xEF
        && buffer[1] == (byte) 0xBB
        && buffer[2] == (byte) 0xBF) {
      at = 3;
    }
    for (int i = 0; i < dialect.skipLines(); i++) {
      skipLine();
    }
  }

  /// Whether a line without any character is no record; otherwise it is one empty field.
  void dropBlankLines(boolean drop) {
    dropBlankLines = drop;
  }

  byte[] buffer() {
    return buffer;
  }

  int start(int field) {
    return starts[field];
  }

  int end(int field) {
    return ends[field] & POSITION;
  }

  boolean isQuoted(int field) {
    return (ends[field] & QUOTED) != 0;
  }

  /// Whether escapes stand in the field's bytes.
  boolean isEscaped(int field) {
    return (ends[field] & ESCAPED) != 0;
  }

  int firstField(int record) {
    return firstField[record];
  }

  int fieldCount(int record) {
    return firstField[record + 1] - firstField[record];
  }

  /// Where the record begins in the file.
  long recordOffset(int record) {
    return bufferOffset + recordStarts[record];
  }

  /// Where the next record begins.
  long offset() {
    return bufferOffset + at;
  }

  long heapBytes() {
    return buffer.length + 8L * starts.length + 4L * recordStarts.length;
  }

  /// Reads records that lie in the buffer together, at least one unless the end is reached.
  ///
  /// @return how many
  int next(int maxRecords) {
    records = 0;
    fields = 0;
    while (records < maxRecords && bufferOffset + at < stop) {
      int end = at == limit ? NEED_MORE : record();
      if (end == NEED_MORE) {
        if (records > 0 || (atEnd && at == limit)) {
          break;
        }
        more();
        continue;
      }
      at = end;
    }
    return records;
  }

  /// Moves what is left to the front of the buffer and fills the rest.
  private void more() {
    int left = limit - at;
    if (at == 0 && left == buffer.length) {
      if (buffer.length >= MAX_RECORD_BYTES) {
        throw CsvErrors.endless(file, dialect, bufferOffset, MAX_RECORD_BYTES);
      }
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    } else {
      System.arraycopy(buffer, at, buffer, 0, left);
      bufferOffset += at;
      at = 0;
    }
    int wanted = buffer.length - left;
    int count = input.read(buffer, left, wanted);
    limit = left + count;
    atEnd = count < wanted;
  }

  /// Reads the record at `at`, or passes over a blank line or a comment; answers where the next one
  /// begins.
  private int record() {
    int begin = at;
    if (dialect.comment() != 0 && buffer[begin] == dialect.comment()) {
      return lineEnd(begin);
    }
    int first = fields;
    int next = begin;
    boolean more = true;
    while (more) {
      int end = field(next);
      if (end == NEED_MORE) {
        fields = first;
        return NEED_MORE;
      }
      more = end < limit && buffer[end] == delimiter;
      next = end + 1;
      if (!more) {
        next = behindNewline(end);
        if (next == NEED_MORE) {
          fields = first;
          return NEED_MORE;
        }
      }
    }
    boolean blank = fields == first + 1 && starts[first] == ends[first];
    if (blank && dropBlankLines) {
      fields = first;
    } else {
      addRecord(begin, first);
    }
    return next;
  }

  private void addRecord(int begin, int first) {
    if (records + 2 > recordStarts.length) {
      recordStarts = Arrays.copyOf(recordStarts, 2 * recordStarts.length);
      firstField = Arrays.copyOf(firstField, 2 * firstField.length);
    }
    recordStarts[records] = begin;
    firstField[records] = first;
    firstField[++records] = fields;
  }

  private int behindNewline(int end) {
    if (end >= limit) {
      return limit;
    }
    if (buffer[end] != '\r') {
      return end + 1;
    }
    if (end + 1 == limit && !atEnd) {
      return NEED_MORE;
    }
    return end + 1 < limit && buffer[end + 1] == '\n' ? end + 2 : end + 1;
  }

  /// Reads the field at `from`; answers where its delimiter or newline stands.
  private int field(int from) {
    if (quote != 0 && from < limit && buffer[from] == quote) {
      return quotedField(from);
    }
    byte[] bytes = buffer;
    int end = limit;
    byte split = delimiter;
    int i = from;
    while (i < end && bytes[i] != split && bytes[i] != '\n' && bytes[i] != '\r') {
      i++;
    }
    if (i == end && !atEnd) {
      return NEED_MORE;
    }
    addField(from, i);
    return i;
  }

  private int quotedField(int from) {
    int i = from + 1;
    int flags = QUOTED;
    while (i < limit) {
      byte c = buffer[i];
      boolean last = i + 1 == limit;
      if (c == escape && escape != quote) {
        flags |= ESCAPED;
        i += 2;
      } else if (c != quote) {
        i++;
      } else if (last && !atEnd) {
        return NEED_MORE;
      } else if (escape == quote && !last && buffer[i + 1] == quote) {
        flags |= ESCAPED;
        i += 2;
      } else {
        addField(from + 1, i | flags);
        return closed(from, i + 1);
      }
    }
    if (!atEnd) {
      return NEED_MORE;
    }
    throw CsvErrors.openQuote(file, dialect, bufferOffset + from);
  }

  /// Behind a closing quote stands a delimiter, a newline or the end, perhaps after blanks.
  private int closed(int from, int behind) {
    int i = behind;
    while (i < limit && buffer[i] == ' ') {
      i++;
    }
    if (i == limit || buffer[i] == delimiter || buffer[i] == '\n' || buffer[i] == '\r') {
      return i == limit && !atEnd ? NEED_MORE : i;
    }
    throw CsvErrors.textBehindQuote(file, dialect, bufferOffset + from);
  }

  private void addField(int start, int end) {
    if (fields == starts.length) {
      starts = Arrays.copyOf(starts, 2 * fields);
      ends = Arrays.copyOf(ends, 2 * fields);
    }
    starts[fields] = start;
    ends[fields++] = end;
  }

  private int lineEnd(int from) {
    for (int i = from; i < limit; i++) {
      if (buffer[i] == '\n') {
        return i + 1;
      }
    }
    return atEnd ? limit : NEED_MORE;
  }

  private void skipLine() {
    int end = lineEnd(at);
    while (end == NEED_MORE) {
      more();
      end = lineEnd(at);
    }
    at = end;
  }

  @Override
  public void close() {
    input.close();
  }
}
