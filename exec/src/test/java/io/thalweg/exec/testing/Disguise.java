package io.thalweg.exec.testing;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Bits;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.data.DictionaryColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The same rows in random physical forms: behind selections that leave out other rows, as
/// dictionaries (with unused and repeated entries, shared between batches or not), as constants.
public final class Disguise {
  private final Schema schema;
  private final Random random;
  private final List<Dictionary> shared = new ArrayList<>();

  private record Dictionary(FlatColumn values, Map<Object, List<Integer>> ids) {}

  /// @param rows all rows that will be asked for: the content of shared dictionaries
  public Disguise(Schema schema, List<List<@Nullable Object>> rows, long seed) {
    this.schema = schema;
    this.random = new Random(seed);
    for (int c = 0; c < schema.size(); c++) {
      if (schema.type(c) == SimpleType.NULL) {
        throw new IllegalArgumentException("a column of type NULL has nothing to disguise");
      }
      shared.add(dictionary(schema.type(c), rows, c));
    }
  }

  /// A batch whose rows that count are `rows`, in order.
  public Batch batch(List<List<@Nullable Object>> rows) {
    List<List<@Nullable Object>> physical = new ArrayList<>();
    List<Integer> selected = new ArrayList<>();
    boolean selection = random.nextBoolean();
    for (List<@Nullable Object> row : rows) {
      while (selection && random.nextInt(3) == 0) {
        physical.add(rows.get(random.nextInt(rows.size())));
      }
      selected.add(physical.size());
      physical.add(row);
    }
    List<Column> columns = new ArrayList<>();
    for (int c = 0; c < schema.size(); c++) {
      columns.add(column(c, physical));
    }
    Batch batch = Batch.of(physical.size(), columns);
    return selection
        ? batch.withSelection(selected.stream().mapToInt(i -> i).toArray(), selected.size())
        : batch;
  }

  private Column column(int c, List<List<@Nullable Object>> rows) {
    DataType type = schema.type(c);
    if (!rows.isEmpty() && random.nextBoolean() && isConstant(rows, c)) {
      return ColumnBuilder.constant(type, rows.getFirst().get(c), rows.size());
    }
    return switch (random.nextInt(3)) {
      case 0 -> encode(shared.get(c), rows, c);
      case 1 -> encode(dictionary(type, rows, c), rows, c);
      default -> ColumnBuilder.of(type, rows.stream().map(row -> row.get(c)).toList());
    };
  }

  private static boolean isConstant(List<List<@Nullable Object>> rows, int c) {
    return rows.stream().map(row -> Rows.canonical(row.get(c))).distinct().count() == 1;
  }

  private Dictionary dictionary(DataType type, List<List<@Nullable Object>> rows, int c) {
    List<Object> entries = new ArrayList<>();
    Set<Object> seen = new HashSet<>();
    for (List<@Nullable Object> row : rows) {
      Object value = row.get(c);
      if (value != null && (seen.add(value) || random.nextInt(10) == 0)) {
        entries.add(value);
      }
    }
    if (random.nextBoolean()) {
      entries.addFirst(RandomRows.of(random.nextLong()).value(type));
    }
    Map<Object, List<Integer>> ids = new HashMap<>();
    for (int id = 0; id < entries.size(); id++) {
      ids.computeIfAbsent(entries.get(id), any -> new ArrayList<>()).add(id);
    }
    return new Dictionary(ColumnBuilder.of(type, entries), ids);
  }

  private Column encode(Dictionary dictionary, List<List<@Nullable Object>> rows, int c) {
    int[] ids = new int[rows.size()];
    long[] validity = new long[Bits.words(rows.size())];
    boolean hasNulls = false;
    for (int i = 0; i < ids.length; i++) {
      Object value = rows.get(i).get(c);
      if (value == null) {
        hasNulls = true;
      } else {
        List<Integer> choices = dictionary.ids().getOrDefault(value, List.of());
        ids[i] = choices.get(random.nextInt(choices.size()));
        Bits.set(validity, i);
      }
    }
    return new DictionaryColumn(ids.length, ids, dictionary.values(), hasNulls ? validity : null);
  }
}
