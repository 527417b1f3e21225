package io.thalweg.planner.convert;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.MapType;
import io.thalweg.core.type.RowType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.planner.logical.Column;
import io.thalweg.planner.logical.LogicalUnnest;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.core.Uncollect;

/// UNNEST.
final class UnnestConverter {
  private final RelConverter rels;

  UnnestConverter(RelConverter rels) {
    this.rels = rels;
  }

  Converted convert(Uncollect uncollect, Correlations correlations) {
    Converted input = rels.convert(uncollect.getInput(), correlations);
    List<String> names = uncollect.getRowType().getFieldNames();
    List<Column> produced = new ArrayList<>();
    boolean expand = false;
    for (Column array : input.columns()) {
      switch (array.type()) {
        case ArrayType list when list.element() instanceof RowType row -> {
          expand = true;
          for (Field field : row.fields()) {
            produced.add(rels.ids().column(field.name(), field.type(), true));
          }
        }
        case ArrayType list -> produced.add(rels.ids().column("element", list.element(), true));
        case MapType map -> {
          produced.add(rels.ids().column("key", map.key(), true));
          produced.add(rels.ids().column("value", map.value(), true));
        }
        default ->
            throw new ThalwegException(
                ErrorCode.TYPE_MISMATCH,
                "UNNEST needs an array or a map, not a " + array.type().sql());
      }
    }
    if (uncollect.withOrdinality) {
      produced.add(rels.ids().column("ordinality", SimpleType.BIGINT, false));
    }
    if (produced.size() != names.size()) {
      throw new ThalwegException(
          ErrorCode.FEATURE_NOT_SUPPORTED, "UNNEST of rows needs one alias per field");
    }
    return Converted.of(
        new LogicalUnnest(
            input.node(), input.columns(), expand, uncollect.withOrdinality, false, produced),
        produced);
  }
}
