package io.thalweg.connectors.files.csv;

import io.thalweg.connectors.files.source.FileErrors;
import io.thalweg.connectors.files.source.FileStamp;
import io.thalweg.connectors.files.text.Compression;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorSpecies;

/// Cuts a file into ranges that begin with a record, so that they can be read in parallel.
///
/// A newline ends a record when an even number of quotes stands before it. That holds when quotes
/// only stand around fields or doubled within; [CsvReader] notices when it does not.
final class CsvRanges {
  static final long RANGE_BYTES = 8L << 20;
  private static final VectorSpecies<Byte> SPECIES = ByteVector.SPECIES_PREFERRED;

  private CsvRanges() {}

  /// Where the ranges begin; the first at 0.
  static long[] starts(FileStamp file, CsvDialect dialect) {
    boolean divisible =
        dialect.compression() == Compression.NONE
            && (dialect.quote() == 0 || dialect.escape() == dialect.quote())
            && dialect.comment() == 0;
    if (!divisible || file.size() < 2 * RANGE_BYTES) {
      return new long[1];
    }
    try (Arena arena = Arena.ofConfined();
        FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
      MemorySegment bytes =
          channel.map(FileChannel.MapMode.READ_ONLY, 0, Math.min(file.size(), channel.size()), arena);
      return starts(bytes, (byte) dialect.quote(), RANGE_BYTES);
    } catch (IOException e) {
      throw FileErrors.unreadable(file.path(), e);
    }
  }

  static long[] starts(MemorySegment bytes, byte quote, long rangeBytes) {
    long[] starts = new long[(int) (bytes.byteSize() / rangeBytes) + 1];
    int count = 1;
    long at = 0;
    long quotes = 0;
    for (long wanted = rangeBytes; wanted < bytes.byteSize(); wanted += rangeBytes) {
      if (wanted <= at) {
        continue;
      }
      quotes += quote == 0 ? 0 : count(bytes, at, wanted, quote);
      at = wanted;
      while (at < bytes.byteSize()) {
        byte b = bytes.get(ValueLayout.JAVA_BYTE, at++);
        if (b == quote && quote != 0) {
          quotes++;
        } else if (b == '\n' && (quotes & 1) == 0) {
          break;
        }
      }
      if (at < bytes.byteSize()) {
        starts[count++] = at;
      }
    }
    return Arrays.copyOf(starts, count);
  }

  /// How often `wanted` stands in `from..to`.
  static long count(MemorySegment bytes, long from, long to, byte wanted) {
    long count = 0;
    long at = from;
    for (; at + SPECIES.length() <= to; at += SPECIES.length()) {
      count +=
          ByteVector.fromMemorySegment(SPECIES, bytes, at, ByteOrder.nativeOrder())
              .eq(wanted)
              .trueCount();
    }
    for (; at < to; at++) {
      count += bytes.get(ValueLayout.JAVA_BYTE, at) == wanted ? 1 : 0;
    }
    return count;
  }
}
