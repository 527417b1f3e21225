package io.thalweg.exec.expression;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ConstantColumn;
import io.thalweg.core.data.DictionaryColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.exec.expression.function.Implementation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A function applied to its arguments.
///
/// Constant arguments are computed with once. With one dictionary among otherwise constant
/// arguments a strict function runs once per entry when the rows seen with that dictionary
/// outnumber its entries, and the result keeps the ids.
final class CallNode implements Node {
  private final Implementation implementation;
  private final List<Node> arguments;
  private final FlatColumn nullResult;
  private final Expansion[] expansions;

  private final @Nullable FlatColumn[] constants;
  private @Nullable FlatColumn dictionary;
  private @Nullable FlatColumn dictionaryResult;
  private long rowsOfDictionary;
  private boolean dictionaryFails;

  /// @param nullResult one NULL of the result's type
  CallNode(Implementation implementation, List<Node> arguments, FlatColumn nullResult) {
    this.implementation = implementation;
    this.arguments = arguments;
    this.nullResult = nullResult;
    this.constants = new FlatColumn[arguments.size()];
    this.expansions = new Expansion[arguments.size()];
    for (int i = 0; i < expansions.length; i++) {
      expansions[i] = new Expansion();
    }
  }

  @Override
  public boolean canFail() {
    return implementation.canFail() || arguments.stream().anyMatch(Node::canFail);
  }

  /// A kernel for fixed widths, or a function that runs per entry of a dictionary.
  @Override
  public boolean isCheap(Frame frame) {
    if (implementation.canFail()) {
      return false;
    }
    boolean dictionary = false;
    for (Node argument : arguments) {
      if (!argument.isCheap(frame)) {
        return false;
      }
      dictionary |=
          argument instanceof ColumnNode(int ordinal)
              && frame.column(ordinal) instanceof DictionaryColumn column
              && column.values().length() <= frame.count();
    }
    return implementation.cheap() || (dictionary && implementation.strict());
  }

  @Override
  public Column evaluate(Frame frame) {
    int rows = frame.count();
    Column[] columns = new Column[arguments.size()];
    int constants = 0;
    int dictionaryAt = -1;
    for (int i = 0; i < columns.length; i++) {
      Column column = arguments.get(i).evaluate(frame);
      columns[i] = column;
      if (column instanceof ConstantColumn constant) {
        constants++;
        if (implementation.strict() && constant.isNull(0)) {
          return new ConstantColumn(nullResult, rows);
        }
      } else if (column instanceof DictionaryColumn) {
        dictionaryAt = i;
      }
    }
    if (constants == columns.length && constants > 0) {
      return constant(columns, rows);
    }
    if (dictionaryAt >= 0 && constants == columns.length - 1 && implementation.strict()) {
      Column result = overDictionary(columns, dictionaryAt, rows);
      if (result != null) {
        return result;
      }
    }
    return apply(columns, rows);
  }

  private Column constant(Column[] columns, int rows) {
    if (rows == 0) {
      return new ConstantColumn(nullResult, 0);
    }
    FlatColumn[] single = new FlatColumn[columns.length];
    for (int i = 0; i < columns.length; i++) {
      single[i] = ((ConstantColumn) columns[i]).value();
    }
    return new ConstantColumn(implementation.kernel().apply(single, 1), rows);
  }

  private Column apply(Column[] columns, int rows) {
    FlatColumn[] flat = new FlatColumn[columns.length];
    for (int i = 0; i < columns.length; i++) {
      flat[i] =
          columns[i] instanceof ConstantColumn constant
              ? expansions[i].of(constant.value(), rows)
              : columns[i].flatten();
    }
    return implementation.kernel().apply(flat, rows);
  }

  private @Nullable Column overDictionary(Column[] columns, int at, int rows) {
    DictionaryColumn column = (DictionaryColumn) columns[at];
    FlatColumn values = column.values();
    if (values != dictionary || !sameConstants(columns, at)) {
      dictionary = values;
      dictionaryResult = null;
      rowsOfDictionary = 0;
      dictionaryFails = false;
    }
    rowsOfDictionary += rows;
    if (dictionaryFails || rowsOfDictionary < values.length()) {
      return null;
    }
    FlatColumn result = dictionaryResult;
    if (result == null) {
      result = resultOf(values, columns, at);
      if (result == null) {
        return null;
      }
      dictionaryResult = result;
    }
    return overIds(column, result);
  }

  /// Whether the other arguments are those of the last call; a column of the input can be constant
  /// in one batch and another constant in the next. Remembers them.
  private boolean sameConstants(Column[] columns, int at) {
    boolean same = true;
    for (int i = 0; i < columns.length; i++) {
      if (i != at) {
        FlatColumn value = ((ConstantColumn) columns[i]).value();
        same &= value == constants[i];
        constants[i] = value;
      }
    }
    return same;
  }

  /// The function over all entries; null when it fails for one, which perhaps no row uses.
  private @Nullable FlatColumn resultOf(FlatColumn values, Column[] columns, int at) {
    Column[] overEntries = columns.clone();
    overEntries[at] = values;
    try {
      return apply(overEntries, values.length()).flatten();
    } catch (ThalwegException e) {
      dictionaryFails = true;
      return null;
    }
  }

  private static Column overIds(DictionaryColumn column, FlatColumn result) {
    if (!result.mayHaveNulls()) {
      return column.withValues(result);
    }
    int rows = column.length();
    FlatColumn gathered = result.gather(column.ids(), rows);
    return gathered.withValidity(Bits.and(gathered.validity(), column.validity(), rows));
  }
}
