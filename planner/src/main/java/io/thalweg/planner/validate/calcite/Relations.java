package io.thalweg.planner.validate.calcite;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;

/// The tables of one statement under names that nobody else uses (`$0`, `$1`, …), which is how
/// Calcite sees them. Used by one thread.
public final class Relations {
  private static final String PREFIX = "$";

  private final List<Relation> relations = new ArrayList<>();
  private final CalciteSchema schema = CalciteSchema.createRootSchema(false, false);

  /// Adds a relation and returns its name.
  public String add(Relation relation) {
    String name = PREFIX + relations.size();
    relations.add(relation);
    schema.add(name, new NamedTable(relation));
    return name;
  }

  /// The relation that [#add] gave this name.
  public Relation get(String name) {
    return relations.get(Integer.parseInt(name.substring(PREFIX.length())));
  }

  /// Whether [#add] gave this name.
  public boolean contains(String name) {
    return schema.getTable(name, true) != null;
  }

  List<Relation> all() {
    return relations;
  }

  CalciteSchema schema() {
    return schema;
  }

  private static final class NamedTable extends AbstractTable {
    private final Relation relation;

    NamedTable(Relation relation) {
      this.relation = relation;
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory factory) {
      return CoreTypes.row(factory, relation.schema());
    }
  }
}
