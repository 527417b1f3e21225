package io.thalweg.exec.aggregate.accumulator.collect;

import io.thalweg.core.data.ArrayColumn;
import io.thalweg.core.data.Bits;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.plan.SortKey;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.exec.aggregate.input.GroupedRows;
import io.thalweg.exec.sort.RowOrder;
import io.thalweg.exec.state.Groups;
import io.thalweg.exec.state.RowSort;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// `array_agg` and `string_agg`, in the order asked for or of arrival. NULL over no rows;
/// `string_agg` leaves NULLs out.
public final class ListAccumulator implements CollectingAccumulator {
  private final int argument;
  private final DataType type;
  private final byte[] separator;
  private final List<SortKey> orderBy;
  private final CollectedRows collected;
  private int groupCount;

  /// @param type of the result: an array, or layout BYTES for `string_agg`
  /// @param separator of `string_agg`
  public ListAccumulator(int argument, DataType type, String separator, List<SortKey> orderBy) {
    this.argument = argument;
    this.type = type;
    this.separator = separator.getBytes(StandardCharsets.UTF_8);
    this.orderBy = orderBy;
    this.collected =
        new CollectedRows(
            IntStream.concat(IntStream.of(argument), orderBy.stream().mapToInt(SortKey::column))
                .toArray());
  }

  @Override
  public CollectedRows collected() {
    return collected;
  }

  @Override
  public void ensure(int groups) {
    groupCount = groups;
  }

  @Override
  public void add(GroupedRows rows) {
    collected.add(type instanceof ArrayType ? rows : rows.nonNull(argument));
  }

  @Override
  public FlatColumn result(Groups groups) {
    collected.group(groupCount);
    sort(groups);
    int count = groups.count();
    long[] validity = Bits.allSet(count);
    for (int i = 0; i < count; i++) {
      if (collected.start(groups.at(i)) == collected.end(groups.at(i))) {
        Bits.clear(validity, i);
      }
    }
    return type instanceof ArrayType array
        ? arrays(array, groups, validity)
        : strings(groups, validity);
  }

  private void sort(Groups groups) {
    if (orderBy.isEmpty() || collected.isEmpty()) {
      return;
    }
    RowOrder order = new RowOrder(orderBy);
    FlatColumn[] keys = collected.columns(1, orderBy.size() + 1).toArray(FlatColumn[]::new);
    RowSort.Order ascending = (left, right) -> order.compare(keys, left, keys, right);
    for (int i = 0; i < groups.count(); i++) {
      int group = groups.at(i);
      RowSort.sort(collected.rows(), collected.start(group), collected.end(group), ascending);
    }
  }

  private FlatColumn arrays(ArrayType array, Groups groups, long[] validity) {
    int count = groups.count();
    int[] offsets = new int[count + 1];
    for (int i = 0; i < count; i++) {
      int length = collected.end(groups.at(i)) - collected.start(groups.at(i));
      offsets[i + 1] = offsets[i] + length;
    }
    int size = offsets[count];
    if (size == 0) {
      return new ArrayColumn(count, offsets, empty(array.element()), validity);
    }
    int[] rows = new int[size];
    for (int i = 0; i < count; i++) {
      int start = collected.start(groups.at(i));
      System.arraycopy(collected.rows(), start, rows, offsets[i], offsets[i + 1] - offsets[i]);
    }
    return new ArrayColumn(count, offsets, collected.column(0).gather(rows, size), validity);
  }

  private static FlatColumn empty(DataType type) {
    return ColumnBuilder.of(type, Stream.of().toList());
  }

  private FlatColumn strings(Groups groups, long[] validity) {
    int count = groups.count();
    int[] offsets = new int[count + 1];
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      int start = collected.start(groups.at(i));
      for (int at = start; at < collected.end(groups.at(i)); at++) {
        BytesColumn values = (BytesColumn) collected.column(0);
        int row = collected.rows()[at];
        if (at > start) {
          out.write(separator, 0, separator.length);
        }
        int begin = values.offsets()[row];
        int length = values.offsets()[row + 1] - begin;
        if (out.size() + (long) length + separator.length > Integer.MAX_VALUE - 8) {
          throw new ThalwegException(
              ErrorCode.STRING_TOO_LONG,
              "string_agg passes 2 GiB in one batch of groups; aggregate fewer rows");
        }
        out.write(values.bytes(), begin, length);
      }
      offsets[i + 1] = out.size();
    }
    return new BytesColumn(count, offsets, out.toByteArray(), validity);
  }

  @Override
  public void clear() {
    collected.clear();
  }

  @Override
  public long sizeInBytes() {
    return collected.sizeInBytes();
  }
}
