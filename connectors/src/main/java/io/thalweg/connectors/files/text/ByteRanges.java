package io.thalweg.connectors.files.text;

import io.thalweg.connectors.files.source.FileErrors;
import io.thalweg.connectors.files.source.FileStamp;
import io.thalweg.core.connector.Split;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorSpecies;

/// Cuts a file into ranges that begin with a record, so that they can be read in parallel.
///
/// A newline ends a record when an even number of quotes stands before it. That holds when quotes
/// only stand around fields or doubled within. Readers notice when it does not: a record then ends
/// behind the end of its range.
public final class ByteRanges {
  static final long RANGE_BYTES = 8L << 20;
  private static final String FROM = "from";
  private static final String STOP = "stop";
  private static final String POSITION = "position";
  private static final VectorSpecies<Byte> SPECIES = ByteVector.SPECIES_PREFERRED;

  private ByteRanges() {}

  /// Where the ranges of an uncompressed file begin; the first at 0.
  ///
  /// @param quote 0: newlines end records wherever they stand
  public static long[] starts(FileStamp file, byte quote) {
    if (file.size() < 2 * RANGE_BYTES) {
      return new long[1];
    }
    try (Arena arena = Arena.ofConfined();
        FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
      MemorySegment bytes =
          channel.map(
              FileChannel.MapMode.READ_ONLY, 0, Math.min(file.size(), channel.size()), arena);
      return starts(bytes, quote, RANGE_BYTES);
    } catch (IOException e) {
      throw FileErrors.unreadable(file.path(), e);
    }
  }

  /// The splits that begin at `starts`.
  ///
  /// @param rowBytes the average length of a record
  public static List<Split> splits(FileStamp file, long[] starts, double rowBytes) {
    List<Split> splits = new ArrayList<>();
    for (int i = 0; i < starts.length; i++) {
      boolean last = i + 1 == starts.length;
      long bytes = (last ? file.size() : starts[i + 1]) - starts[i];
      Map<String, String> place =
          last
              ? Map.of(FROM, Long.toString(starts[i]))
              : Map.of(FROM, Long.toString(starts[i]), STOP, Long.toString(starts[i + 1]));
      String label = file.name() + (starts.length == 1 ? "" : "@" + starts[i]);
      splits.add(new Split(label, (long) (bytes / rowBytes), bytes, place));
    }
    return splits;
  }

  /// Where reading a split begins, or goes on.
  public static long from(Split split) {
    String position = split.properties().getOrDefault(POSITION, "");
    return Long.parseLong(
        position.isEmpty() ? split.properties().getOrDefault(FROM, "0") : position);
  }

  /// Where the next split begins; `Long.MAX_VALUE` for the last.
  public static long stop(Split split) {
    String stop = split.properties().getOrDefault(STOP, "");
    return stop.isEmpty() ? Long.MAX_VALUE : Long.parseLong(stop);
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
