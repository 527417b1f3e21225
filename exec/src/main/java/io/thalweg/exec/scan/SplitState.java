package io.thalweg.exec.scan;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.data.ColumnValues;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.operator.StateReader;
import io.thalweg.exec.operator.StateWriter;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Where one split of a stream stands, as checkpoints keep it: rows of the part `splits`.
///
/// @param label names the split for ever
/// @param position where its reader goes on; empty: at the beginning
/// @param ended whether it will never have rows again
/// @param maxMicros the greatest event time so far, `Long.MIN_VALUE` when there is none
record SplitState(String label, String position, boolean ended, long maxMicros) {
  private static final String PART = "splits";
  private static final List<DataType> TYPES =
      List.of(SimpleType.VARCHAR, SimpleType.VARCHAR, SimpleType.BOOLEAN, SimpleType.BIGINT);

  /// @param maxMicros rows may not be further behind than if there had been such a row
  static SplitState begin(String label, long maxMicros) {
    return new SplitState(label, "", false, maxMicros);
  }

  static void write(List<SplitState> states, StateWriter writer) {
    if (states.isEmpty()) {
      return;
    }
    List<ColumnBuilder> builders = TYPES.stream().map(ColumnBuilder::new).toList();
    for (SplitState state : states) {
      builders.get(0).append(state.label);
      builders.get(1).append(state.position);
      builders.get(2).append(state.ended);
      builders.get(3).append(state.maxMicros);
    }
    List<Column> columns = builders.stream().<Column>map(ColumnBuilder::build).toList();
    writer.write(PART, 0, Batch.of(states.size(), columns));
  }

  /// By label; what was written last counts.
  static Map<String, SplitState> read(StateReader reader) {
    Map<String, SplitState> states = new HashMap<>();
    Iterator<Batch> batches = reader.read(PART);
    while (batches.hasNext()) {
      Batch batch = batches.next();
      for (int i = 0; i < batch.rowCount(); i++) {
        int row = batch.row(i);
        String label = (String) value(batch, 0, row);
        states.put(
            label,
            new SplitState(
                label,
                (String) value(batch, 1, row),
                (Boolean) value(batch, 2, row),
                (Long) value(batch, 3, row)));
      }
    }
    return states;
  }

  private static Object value(Batch batch, int column, int row) {
    return Objects.requireNonNull(
        ColumnValues.get(TYPES.get(column), batch.column(column), row), "a split's state has NULL");
  }
}
