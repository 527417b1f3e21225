package io.thalweg.connectors.files.parquet.read;

import io.thalweg.connectors.files.parquet.format.SchemaNode;
import io.thalweg.core.connector.PredicateCompiler;
import io.thalweg.core.connector.RuntimeFilter;
import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Expressions;
import io.thalweg.core.expr.In;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.Layout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What a scan decodes and in which order it filters: cheap conjuncts on one column first, then
/// joins' filters, then the others in the order they were given.
final class ScanPlan {
  private static final int NUMBER = 0;
  private static final int STRING = 1;
  private static final int RUNTIME = 2;
  private static final int OTHER = 3;

  private final List<SchemaNode> fields;
  private final List<Integer> slotFields = new ArrayList<>();
  private final List<Ranked> stages = new ArrayList<>();
  private final int[] output;

  private record Ranked(int rank, FilterStage stage) {}

  /// @param fields the file's columns
  /// @param columns ordinals of the output
  ScanPlan(List<SchemaNode> fields, List<Integer> columns) {
    this.fields = fields;
    this.output = columns.stream().mapToInt(this::slot).toArray();
  }

  private int slot(int field) {
    int slot = slotFields.indexOf(field);
    if (slot >= 0) {
      return slot;
    }
    slotFields.add(field);
    return slotFields.size() - 1;
  }

  void add(Expression conjunct, PredicateCompiler compiler) {
    int[] read = Expressions.columns(conjunct).stream().toArray();
    int[] slots = new int[read.length];
    int[] local = new int[fields.size()];
    for (int i = 0; i < read.length; i++) {
      slots[i] = slot(read[i]);
      local[read[i]] = i;
    }
    Expression mapped = Expressions.mapColumns(conjunct, column -> local[column]);
    int rank = read.length == 1 && isCheap(conjunct) ? layoutRank(read[0]) : OTHER;
    stages.add(new Ranked(rank, new PredicateStage(slots, compiler.compile(mapped))));
  }

  void add(int column, RuntimeFilter filter) {
    stages.add(new Ranked(RUNTIME, new RuntimeFilterStage(slot(column), filter)));
  }

  private int layoutRank(int field) {
    Layout layout = fields.get(field).type().layout();
    return layout == Layout.INT || layout == Layout.LONG || layout == Layout.DOUBLE
        ? NUMBER
        : STRING;
  }

  /// Whether a conjunct is a comparison with constants, which cannot fail.
  private static boolean isCheap(Expression conjunct) {
    return (conjunct instanceof Call || conjunct instanceof In)
        && conjunct.children().stream()
            .allMatch(child -> child instanceof ColumnRef || child instanceof Literal);
  }

  /// The columns to decode, by slot.
  List<SchemaNode> slots() {
    return slotFields.stream().map(fields::get).toList();
  }

  /// The slots of the output.
  int[] output() {
    return output;
  }

  /// In order of application.
  List<FilterStage> stages() {
    return stages.stream()
        .sorted(Comparator.comparingInt(Ranked::rank))
        .map(Ranked::stage)
        .toList();
  }
}
