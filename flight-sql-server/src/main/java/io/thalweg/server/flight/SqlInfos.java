package io.thalweg.server.flight;

import io.thalweg.core.function.FunctionCatalog;
import io.thalweg.core.function.FunctionSignature;
import io.thalweg.server.engine.Engine;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.flight.sql.SqlInfoBuilder;
import org.apache.arrow.flight.sql.impl.FlightSql;

/// What the server says of itself: every id of Flight SQL's `SqlInfo`, because tools fail on those
/// that are missing.
///
/// @param ids what is asked for; empty means all, unknown ones are left out
record SqlInfos(List<Integer> ids) implements ResultSource {
  private static final SqlInfoBuilder ALL = limits(grammar(names(server(new SqlInfoBuilder()))));

  private static final List<Integer> EVERY_ID =
      Arrays.stream(FlightSql.SqlInfo.values())
          .filter(id -> id != FlightSql.SqlInfo.UNRECOGNIZED)
          .map(FlightSql.SqlInfo::getNumber)
          .toList();

  @Override
  public void send(ServerStreamListener listener) {
    List<Integer> wanted = ids.isEmpty() ? EVERY_ID : ids;
    List<Integer> known = wanted.stream().filter(EVERY_ID::contains).distinct().toList();
    List<Integer> concurrencies = known.stream().filter(ConcurrencyInfos.IDS::contains).toList();
    List<Integer> others = known.stream().filter(id -> !concurrencies.contains(id)).toList();
    // The builder takes none for all.
    ALL.send(others, new ConcurrencyInfos(concurrencies, others.isEmpty(), listener));
  }

  @Override
  public boolean cancel() {
    return false;
  }

  private static SqlInfoBuilder server(SqlInfoBuilder info) {
    return info.withFlightSqlServerName("Thalweg")
        .withFlightSqlServerVersion(Engine.VERSION)
        .withFlightSqlServerArrowVersion("18.3.0")
        .withFlightSqlServerReadOnly(false)
        .withFlightSqlServerSql(true)
        .withFlightSqlServerSubstrait(false)
        .withFlightSqlServerSubstraitMinVersion("")
        .withFlightSqlServerSubstraitMaxVersion("")
        .withFlightSqlServerTransaction(
            FlightSql.SqlSupportedTransaction.SQL_SUPPORTED_TRANSACTION_NONE)
        .withFlightSqlServerCancel(true)
        .withFlightSqlServerBulkIngestion(false)
        .withFlightSqlServerBulkIngestionTransaction(false)
        .withFlightSqlServerStatementTimeout(0)
        .withFlightSqlServerTransactionTimeout(0);
  }

  private static SqlInfoBuilder names(SqlInfoBuilder info) {
    return info.withSqlDdlCatalog(false)
        .withSqlDdlSchema(true)
        .withSqlDdlTable(true)
        .withSqlIdentifierCase(
            FlightSql.SqlSupportedCaseSensitivity.SQL_CASE_SENSITIVITY_CASE_INSENSITIVE)
        .withSqlIdentifierQuoteChar("\"")
        .withSqlQuotedIdentifierCase(
            FlightSql.SqlSupportedCaseSensitivity.SQL_CASE_SENSITIVITY_CASE_INSENSITIVE)
        .withSqlAllTablesAreSelectable(true)
        .withSqlNullOrdering(FlightSql.SqlNullOrdering.SQL_NULLS_SORTED_HIGH)
        .withSqlKeywords(new String[] {"QUALIFY", "SUMMARIZE", "COPY", "SHOW", "USE"})
        .withSqlNumericFunctions(functions("abs", "ceil", "floor", "round", "sqrt", "power", "mod"))
        .withSqlStringFunctions(
            functions("upper", "lower", "substring", "trim", "length", "replace"))
        .withSqlSystemFunctions(functions("current_user", "version"))
        .withSqlDatetimeFunctions(functions("extract", "date_trunc", "now", "current_date"))
        .withSqlSearchStringEscape("\\")
        .withSqlExtraNameCharacters("")
        .withSqlSchemaTerm("schema")
        .withSqlCatalogTerm("catalog")
        .withSqlProcedureTerm("procedure")
        .withSqlCatalogAtStart(true);
  }

  /// Those of the names that exist.
  private static String[] functions(String... names) {
    return Arrays.stream(names)
        .filter(name -> FunctionCatalog.find(name).map(FunctionSignature::name).isPresent())
        .toArray(String[]::new);
  }

  private static SqlInfoBuilder grammar(SqlInfoBuilder info) {
    return info.withSqlSupportsColumnAliasing(true)
        .withSqlNullPlusNullIsNull(true)
        .withSqlSupportsConvert(Map.of())
        .withSqlSupportsTableCorrelationNames(true)
        .withSqlSupportsDifferentTableCorrelationNames(false)
        .withSqlSupportsExpressionsInOrderBy(true)
        .withSqlSupportsOrderByUnrelated(true)
        .withSqlSupportedGroupBy(
            FlightSql.SqlSupportedGroupBy.SQL_GROUP_BY_UNRELATED,
            FlightSql.SqlSupportedGroupBy.SQL_GROUP_BY_BEYOND_SELECT)
        .withSqlSupportsLikeEscapeClause(true)
        .withSqlSupportsNonNullableColumns(true)
        .withSqlSupportedGrammar(
            FlightSql.SupportedSqlGrammar.SQL_MINIMUM_GRAMMAR,
            FlightSql.SupportedSqlGrammar.SQL_CORE_GRAMMAR,
            FlightSql.SupportedSqlGrammar.SQL_EXTENDED_GRAMMAR)
        .withSqlAnsi92SupportedLevel(
            FlightSql.SupportedAnsi92SqlGrammarLevel.ANSI92_ENTRY_SQL,
            FlightSql.SupportedAnsi92SqlGrammarLevel.ANSI92_INTERMEDIATE_SQL)
        .withSqlSupportsIntegrityEnhancementFacility(false)
        .withSqlOuterJoinSupportLevel(FlightSql.SqlOuterJoinsSupportLevel.SQL_FULL_OUTER_JOINS)
        .withSqlSchemasSupportedActions(
            FlightSql.SqlSupportedElementActions.SQL_ELEMENT_IN_PROCEDURE_CALLS)
        .withSqlCatalogsSupportedActions(
            FlightSql.SqlSupportedElementActions.SQL_ELEMENT_IN_PROCEDURE_CALLS)
        .withSqlSupportedPositionedCommands()
        .withSqlSelectForUpdateSupported(false)
        .withSqlStoredProceduresSupported(false)
        .withSqlSubQueriesSupported(
            FlightSql.SqlSupportedSubqueries.SQL_SUBQUERIES_IN_COMPARISONS,
            FlightSql.SqlSupportedSubqueries.SQL_SUBQUERIES_IN_EXISTS,
            FlightSql.SqlSupportedSubqueries.SQL_SUBQUERIES_IN_INS,
            FlightSql.SqlSupportedSubqueries.SQL_SUBQUERIES_IN_QUANTIFIEDS)
        .withSqlCorrelatedSubqueriesSupported(true)
        .withSqlSupportedUnions(
            FlightSql.SqlSupportedUnions.SQL_UNION, FlightSql.SqlSupportedUnions.SQL_UNION_ALL);
  }

  private static SqlInfoBuilder limits(SqlInfoBuilder info) {
    return info.withSqlMaxBinaryLiteralLength(0)
        .withSqlMaxCharLiteralLength(0)
        .withSqlMaxColumnNameLength(0)
        .withSqlMaxColumnsInGroupBy(0)
        .withSqlMaxColumnsInIndex(0)
        .withSqlMaxColumnsInOrderBy(0)
        .withSqlMaxColumnsInSelect(0)
        .withSqlMaxColumnsInTable(0)
        .withSqlMaxConnections(0)
        .withSqlMaxCursorNameLength(0)
        .withSqlMaxIndexLength(0)
        .withSqlDbSchemaNameLength(0)
        .withSqlMaxProcedureNameLength(0)
        .withSqlMaxCatalogNameLength(0)
        .withSqlMaxRowSize(0)
        .withSqlMaxRowSizeIncludesBlobs(true)
        .withSqlMaxStatementLength(0)
        .withSqlMaxStatements(0)
        .withSqlMaxTableNameLength(0)
        .withSqlMaxTablesInSelect(0)
        .withSqlMaxUsernameLength(0)
        .withSqlDefaultTransactionIsolation(0)
        .withSqlTransactionsSupported(false)
        .withSqlSupportedTransactionsIsolationLevels(
            FlightSql.SqlTransactionIsolationLevel.SQL_TRANSACTION_NONE)
        .withSqlDataDefinitionCausesTransactionCommit(true)
        .withSqlDataDefinitionsInTransactionsIgnored(false)
        .withSqlSupportedResultSetTypes(
            FlightSql.SqlSupportedResultSetType.SQL_RESULT_SET_TYPE_FORWARD_ONLY)
        .withSqlBatchUpdatesSupported(true)
        .withSqlSavepointsSupported(false)
        .withSqlNamedParametersSupported(false)
        .withSqlLocatorsUpdateCopy(false)
        .withSqlStoredFunctionsUsingCallSyntaxSupported(false);
  }
}
