package io.thalweg.exec.kernel.select;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.BooleanColumn;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.DataType;
import io.thalweg.exec.kernel.HashKernel;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.Storage;
import io.thalweg.exec.kernel.compare.CompareKernels;
import io.thalweg.exec.kernel.compare.ValueOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Membership in a list of constants.
public final class InKernels {
  /// Up to so many options comparing with each is quicker than looking up.
  private static final int FEW = 6;

  private InKernels() {}

  /// A kernel of one argument.
  ///
  /// @param options of type `type`; with a NULL among them a row without a match gives NULL
  public static Kernel of(DataType type, List<Literal> options) {
    boolean hasNull = options.stream().anyMatch(Literal::isNull);
    List<Object> values = options.stream().map(Literal::value).filter(Objects::nonNull).toList();
    FlatColumn column = ColumnBuilder.of(type, values);
    Kernel few = values.size() <= FEW ? few(column) : null;
    Kernel kernel = few == null ? many(column, type) : few;
    return hasNull
        ? (arguments, rows) -> nullWhereFalse(kernel.apply(arguments, rows), rows)
        : kernel;
  }

  /// One comparison after the other. Null constants and NaN have none.
  private static @Nullable Kernel few(FlatColumn options) {
    List<Kernel> tests = new ArrayList<>();
    for (int i = 0; i < options.length(); i++) {
      Kernel test = CompareKernels.ofConstant("eq", options.gather(new int[] {i}, 1));
      if (test == null) {
        return null;
      }
      tests.add(test);
    }
    return tests.isEmpty() ? null : (arguments, rows) -> any(tests, arguments, rows);
  }

  private static FlatColumn any(List<Kernel> tests, FlatColumn[] arguments, int rows) {
    FlatColumn result = tests.getFirst().apply(arguments, rows);
    long[] bits = Storage.bits(result);
    for (int k = 1; k < tests.size(); k++) {
      long[] more = Storage.bits(tests.get(k).apply(arguments, rows));
      for (int i = 0; i < bits.length; i++) {
        bits[i] |= more[i];
      }
    }
    return result;
  }

  private static Kernel many(FlatColumn options, DataType type) {
    return switch (type.layout()) {
      case INT -> ints(options);
      case LONG -> longs(options);
      case BOOLEAN, DOUBLE, BYTES, INT128, ARRAY, ROW, NONE -> new HashedOptions(options);
    };
  }

  private static FlatColumn nullWhereFalse(FlatColumn result, int rows) {
    long[] bits = Storage.bits(result);
    return new BooleanColumn(rows, bits, Bits.and(result.validity(), bits, rows));
  }

  private static Kernel ints(FlatColumn options) {
    int[] values = Storage.ints(options);
    LongSet set = LongSet.of(Arrays.stream(values, 0, options.length()).asLongStream().toArray());
    return (arguments, rows) -> {
      int[] input = Storage.ints(arguments[0]);
      long[] bits = new long[Bits.words(rows)];
      for (int i = 0; i < rows; i++) {
        bits[i >> 6] |= (set.contains(input[i]) ? 1L : 0L) << i;
      }
      return new BooleanColumn(rows, bits, arguments[0].validity());
    };
  }

  private static Kernel longs(FlatColumn options) {
    LongSet set = LongSet.of(Arrays.copyOf(Storage.longs(options), options.length()));
    return (arguments, rows) -> {
      long[] input = Storage.longs(arguments[0]);
      long[] bits = new long[Bits.words(rows)];
      for (int i = 0; i < rows; i++) {
        bits[i >> 6] |= (set.contains(input[i]) ? 1L : 0L) << i;
      }
      return new BooleanColumn(rows, bits, arguments[0].validity());
    };
  }

  /// A hash table of option numbers, for every layout.
  private static final class HashedOptions implements Kernel {
    private final FlatColumn options;
    private final int[] slots;
    private final int mask;

    private HashedOptions(FlatColumn options) {
      this.options = options;
      int count = options.length();
      this.mask = (Integer.highestOneBit(Math.max(4, count)) << 2) - 1;
      this.slots = new int[mask + 1];
      Arrays.fill(slots, -1);
      long[] hashes = new long[count];
      HashKernel.hash(options, hashes);
      for (int option = 0; option < count; option++) {
        int slot = slot(hashes[option]);
        while (slots[slot] >= 0) {
          slot = slot + 1 & mask;
        }
        slots[slot] = option;
      }
    }

    private int slot(long hash) {
      return (int) (hash >>> 20) & mask;
    }

    @Override
    public FlatColumn apply(FlatColumn[] arguments, int rows) {
      FlatColumn input = arguments[0];
      long[] hashes = new long[rows];
      HashKernel.hash(input, hashes);
      long[] bits = new long[Bits.words(rows)];
      for (int i = 0; i < rows; i++) {
        int slot = slot(hashes[i]);
        while (slots[slot] >= 0) {
          if (!input.isNull(i) && ValueOrder.compare(input, i, options, slots[slot]) == 0) {
            bits[i >> 6] |= 1L << i;
            break;
          }
          slot = slot + 1 & mask;
        }
      }
      return new BooleanColumn(rows, bits, input.validity());
    }
  }
}
