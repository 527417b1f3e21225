package io.thalweg.connectors.files.parquet.read;

import io.thalweg.connectors.files.parquet.encoding.HybridDecoder;
import io.thalweg.connectors.files.parquet.format.LeafColumn;
import io.thalweg.connectors.files.parquet.format.ParquetErrors;
import io.thalweg.core.data.Bits;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.Columns;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.memory.MemoryReservation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The level entries and values of one leaf of a nested column for some rows at a time.
final class LeafLevels {
  private static final int STEP = 1024;
  private static final int MAX_ENTRIES = 1 << 28;

  private final LeafColumn leaf;
  private final PageReader pages;
  private final ValueReader values;
  private final MemoryReservation memory;
  private @Nullable DataPage page;
  private int left;

  /// Entries decoded ahead: `repetitions[next..ready)`, the same for definitions.
  private final int[] stepRepetitions = new int[STEP];

  private final int[] stepDefinitions = new int[STEP];
  private int next;
  private int ready;

  private int[] repetitions = new int[STEP];
  private int[] definitions = new int[STEP];
  private int count;

  /// Values of the rows read, without NULLs, in pieces by page.
  private final List<Column> pieces = new ArrayList<>();

  LeafLevels(LeafColumn leaf, PageReader pages, MemoryReservation memory) {
    this.leaf = leaf;
    this.pages = pages;
    this.values = ValueReader.of(leaf);
    this.memory = memory;
  }

  String place() {
    return "leaf '" + leaf.path() + "', " + pages.place();
  }

  /// Level entries of the rows read.
  int count() {
    return count;
  }

  int repetition(int entry) {
    return repetitions[entry];
  }

  int definition(int entry) {
    return definitions[entry];
  }

  /// Reads the next `rows` rows in place of those read before.
  void read(int rows) {
    count = 0;
    pieces.clear();
    int started = 0;
    while (true) {
      if (next == ready && !decodeStep()) {
        if (started < rows) {
          throw ParquetErrors.corrupt("the column has fewer rows than its row group");
        }
        return;
      }
      int from = next;
      while (next < ready) {
        if (stepRepetitions[next] == 0 && started++ == rows) {
          break;
        }
        if (started == 0) {
          throw ParquetErrors.corrupt("a row begins in the middle of a list");
        }
        next++;
      }
      take(from, next);
      if (next < ready) {
        return;
      }
    }
  }

  /// Decodes levels ahead; false when the chunk has no more.
  private boolean decodeStep() {
    if (left == 0) {
      page = null;
      left = pages.next();
      if (left == 0) {
        return false;
      }
    }
    DataPage current = page;
    if (current == null) {
      current = pages.load();
      page = current;
    }
    int n = Math.min(left, STEP);
    levels(current.repetition(), stepRepetitions, n, leaf.maxRepetition());
    levels(current.definition(), stepDefinitions, n, leaf.maxDefinition());
    left -= n;
    next = 0;
    ready = n;
    return true;
  }

  private static void levels(@Nullable HybridDecoder decoder, int[] levels, int n, int max) {
    if (decoder == null) {
      Arrays.fill(levels, 0, n, 0);
      return;
    }
    decoder.read(levels, 0, n);
    for (int i = 0; i < n; i++) {
      if (levels[i] > max) {
        throw ParquetErrors.corrupt(
            "a level of " + levels[i] + " where " + max + " is the highest");
      }
    }
  }

  /// Moves entries of the step to those of the rows, and decodes their values.
  private void take(int from, int to) {
    int n = to - from;
    if (n == 0) {
      return;
    }
    if (count + n > definitions.length) {
      int grown = Math.max(count + n, 2 * definitions.length);
      if (grown > MAX_ENTRIES) {
        throw ParquetErrors.unsupported(
            "lists of one batch have more than 2^28 elements; SET batch_rows to a smaller number");
      }
      memory.add(8L * (grown - definitions.length));
      repetitions = Arrays.copyOf(repetitions, grown);
      definitions = Arrays.copyOf(definitions, grown);
    }
    int present = 0;
    for (int i = from; i < to; i++) {
      present += stepDefinitions[i] == leaf.maxDefinition() ? 1 : 0;
    }
    System.arraycopy(stepRepetitions, from, repetitions, count, n);
    System.arraycopy(stepDefinitions, from, definitions, count, n);
    count += n;
    if (present > 0) {
      pieces.add(values(present));
    }
  }

  private Column values(int present) {
    DataPage current = page;
    if (current == null) {
      throw new IllegalStateException("no page");
    }
    if (!current.encoding().isDictionary()) {
      return values.read(current.decoder(), present, present, null);
    }
    return FlatReader.readIds(current, pages.dictionary(), present, present, null);
  }

  /// The values as a column with one row per entry whose definition is at least `slotDefinition`.
  FlatColumn column(int slotDefinition) {
    int slots = 0;
    int present = 0;
    int[] rows = new int[count];
    long[] validity = new long[Bits.words(count)];
    for (int i = 0; i < count; i++) {
      if (definitions[i] >= slotDefinition) {
        rows[slots] = present;
        if (definitions[i] == leaf.maxDefinition()) {
          Bits.set(validity, slots);
          present++;
        }
        slots++;
      }
    }
    if (present == 0) {
      return FlatReader.nulls(leaf, slots);
    }
    FlatColumn dense = Columns.concat(pieces).flatten();
    if (present == slots) {
      return dense;
    }
    for (int i = 0; i < slots; i++) {
      rows[i] = Math.min(rows[i], present - 1);
    }
    return dense.gather(rows, slots).withValidity(validity);
  }
}
