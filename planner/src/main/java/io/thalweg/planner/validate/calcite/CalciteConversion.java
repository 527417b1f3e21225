package io.thalweg.planner.validate.calcite;

import io.thalweg.core.error.ThalwegException;
import io.thalweg.sql.parser.Dialect;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.implicit.TypeCoercion;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.sql2rel.StandardConvertletTable;

/// Runs Calcite's validator and its converter to relational algebra over a rewritten query.
///
/// Calcite keeps what it can keep: subqueries stay in expressions, nothing is simplified, no
/// metadata is asked for.
public final class CalciteConversion {
  private static final SqlValidator.Config VALIDATION =
      SqlValidator.Config.DEFAULT
          .withConformance(new Conformance())
          .withDefaultNullCollation(NullCollation.HIGH)
          .withTypeCoercionEnabled(false)
          .withIdentifierExpansion(true);
  private static final SqlToRelConverter.Config CONVERSION =
      SqlToRelConverter.config()
          .withExpand(false)
          .withDecorrelationEnabled(false)
          .withTrimUnusedFields(false)
          .withRemoveSortInSubQuery(false)
          .withInSubQueryThreshold(Integer.MAX_VALUE)
          .withRelBuilderConfigTransform(
              config ->
                  config
                      .withSimplify(false)
                      .withSimplifyLimit(false)
                      .withSimplifyValues(false)
                      .withPruneInputOfAggregate(false)
                      .withPushJoinCondition(false)
                      .withAggregateUnique(true)
                      .withDedupAggregateCalls(false)
                      .withBloat(-1));

  private CalciteConversion() {}

  /// PostgreSQL's ways where Calcite offers a choice.
  private static final class Conformance extends SqlDelegatingConformance {
    Conformance() {
      super(SqlConformanceEnum.LENIENT);
    }

    @Override
    public boolean isNonStrictGroupBy() {
      return false;
    }
  }

  /// @param tables those that the query names
  /// @throws ThalwegException for everything that is wrong with the query
  public static BoundQuery convert(SqlNode rewritten, Relations tables) {
    CoreTypeFactory types = new CoreTypeFactory();
    Properties properties = new Properties();
    properties.setProperty(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "false");
    CalciteCatalogReader catalog =
        new CalciteCatalogReader(
            tables.schema(), List.of(), types, new CalciteConnectionConfigImpl(properties));
    QueryValidator validator = new QueryValidator(catalog, types);
    try {
      SqlNode valid = validator.validate(rewritten);
      RelOptCluster cluster =
          RelOptCluster.create(new HepPlanner(HepProgram.builder().build()), new RexBuilder(types));
      cluster.setMetadataQuerySupplier(UnknownMetadata::new);
      Converter converter = new Converter(validator, catalog, cluster);
      RelRoot root = converter.convert(valid);
      List<String> names =
          validator.getValidatedNodeType(valid).getFieldList().stream()
              .map(RelDataTypeField::getName)
              .toList();
      return new BoundQuery(root.rel, names);
    } catch (CalciteContextException e) {
      throw new CalciteErrors(tables).translate(e);
    }
  }

  private static final class QueryValidator extends SqlValidatorImpl {
    private final Map<SqlSelect, Boolean> aggregates = new IdentityHashMap<>();

    QueryValidator(CalciteCatalogReader catalog, CoreTypeFactory types) {
      super(new Operators(), catalog, types, VALIDATION);
    }

    /// Asked for every item of the select list, and looks at all of them.
    @Override
    public boolean isAggregate(SqlSelect select) {
      Boolean known = aggregates.get(select);
      if (known == null) {
        known = super.isAggregate(select);
        aggregates.put(select, known);
      }
      return known;
    }

    /// What ALL stands for is known only once every `*` of the select list is.
    @Override
    protected void validateOrderList(SqlSelect select) {
      SqlNodeList order = select.getOrderList();
      if (order != null && order.stream().anyMatch(Dialect::isOrderByAll)) {
        int columns = getValidatedNodeType(select).getFieldCount();
        List<SqlNode> items =
            order.stream()
                .flatMap(
                    item ->
                        Dialect.isOrderByAll(item)
                            ? Dialect.orderByAll(item, columns).stream()
                            : Stream.of(item))
                .toList();
        select.setOrderBy(new SqlNodeList(items, order.getParserPosition()));
      }
      super.validateOrderList(select);
    }

    /// Asked for the common type of columns that USING and NATURAL compare.
    @Override
    public TypeCoercion getTypeCoercion() {
      return new TypeCoercionImpl(getTypeFactory(), this);
    }
  }

  /// Opens the conversion that skips Calcite's comparison of its own types: ours are made anew.
  private static final class Converter extends SqlToRelConverter {
    Converter(QueryValidator validator, CalciteCatalogReader catalog, RelOptCluster cluster) {
      super(
          (type, query, schema, view) -> {
            throw new IllegalStateException("views are expanded before: " + query);
          },
          validator,
          catalog,
          cluster,
          StandardConvertletTable.INSTANCE,
          CONVERSION);
    }

    RelRoot convert(SqlNode query) {
      return convertQueryRecursive(query, true, null);
    }

    @Override
    public RelRoot convertWith(SqlWith with, boolean top) {
      return convertQueryRecursive(with.body, top, null);
    }
  }
}
