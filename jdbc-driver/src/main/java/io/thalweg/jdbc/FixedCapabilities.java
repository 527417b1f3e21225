package io.thalweg.jdbc;

import java.sql.DatabaseMetaData;

/// Answers of `DatabaseMetaData` about behaviour and limits that never change.
abstract class FixedCapabilities implements DatabaseMetaData {
  @Override
  public final boolean allProceduresAreCallable() {
    return false;
  }

  @Override
  public final boolean allTablesAreSelectable() {
    return true;
  }

  @Override
  public final boolean autoCommitFailureClosesAllResultSets() {
    return false;
  }

  @Override
  public final boolean dataDefinitionCausesTransactionCommit() {
    return false;
  }

  @Override
  public final boolean dataDefinitionIgnoredInTransactions() {
    return false;
  }

  @Override
  public final boolean deletesAreDetected(int a) {
    return false;
  }

  @Override
  public final boolean doesMaxRowSizeIncludeBlobs() {
    return false;
  }

  @Override
  public final boolean generatedKeyAlwaysReturned() {
    return false;
  }

  @Override
  public final boolean insertsAreDetected(int a) {
    return false;
  }

  @Override
  public final boolean isCatalogAtStart() {
    return true;
  }

  @Override
  public final boolean locatorsUpdateCopy() {
    return false;
  }

  @Override
  public final boolean nullPlusNonNullIsNull() {
    return true;
  }

  @Override
  public final boolean nullsAreSortedAtEnd() {
    return false;
  }

  @Override
  public final boolean nullsAreSortedAtStart() {
    return false;
  }

  @Override
  public final boolean nullsAreSortedHigh() {
    return true;
  }

  @Override
  public final boolean nullsAreSortedLow() {
    return false;
  }

  @Override
  public final boolean othersDeletesAreVisible(int a) {
    return false;
  }

  @Override
  public final boolean othersInsertsAreVisible(int a) {
    return false;
  }

  @Override
  public final boolean othersUpdatesAreVisible(int a) {
    return false;
  }

  @Override
  public final boolean ownDeletesAreVisible(int a) {
    return false;
  }

  @Override
  public final boolean ownInsertsAreVisible(int a) {
    return false;
  }

  @Override
  public final boolean ownUpdatesAreVisible(int a) {
    return false;
  }

  @Override
  public final boolean storesLowerCaseIdentifiers() {
    return false;
  }

  @Override
  public final boolean storesLowerCaseQuotedIdentifiers() {
    return false;
  }

  @Override
  public final boolean storesMixedCaseIdentifiers() {
    return true;
  }

  @Override
  public final boolean storesMixedCaseQuotedIdentifiers() {
    return true;
  }

  @Override
  public final boolean storesUpperCaseIdentifiers() {
    return false;
  }

  @Override
  public final boolean storesUpperCaseQuotedIdentifiers() {
    return false;
  }

  @Override
  public final boolean updatesAreDetected(int a) {
    return false;
  }

  @Override
  public final boolean usesLocalFilePerTable() {
    return false;
  }

  @Override
  public final boolean usesLocalFiles() {
    return false;
  }

  /// Zero: no limit, or none known.
  @Override
  public final int getMaxBinaryLiteralLength() {
    return 0;
  }

  /// Zero: no limit, or none known.
  @Override
  public final int getMaxCatalogNameLength() {
    return 0;
  }

  /// Zero: no limit, or none known.
  @Override
  public final int getMaxCharLiteralLength() {
    return 0;
  }

  /// Zero: no limit, or none known.
  @Override
  public final int getMaxColumnNameLength() {
    return 0;
  }

  /// Zero: no limit, or none known.
  @Override
  public final int getMaxColumnsInGroupBy() {
    return 0;
  }

  /// Zero: no limit, or none known.
  @Override
  public final int getMaxColumnsInIndex() {
    return 0;
  }

  /// Zero: no limit, or none known.
  @Override
  public final int getMaxColumnsInOrderBy() {
    return 0;
  }

  /// Zero: no limit, or none known.
  @Override
  public final int getMaxColumnsInSelect() {
    return 0;
  }

  /// Zero: no limit, or none known.
  @Override
  public final int getMaxColumnsInTable() {
    return 0;
  }

  /// Zero: no limit, or none known.
  @Override
  public final int getMaxConnections() {
    return 0;
  }

  /// Zero: no limit, or none known.
  @Override
  public final int getMaxCursorNameLength() {
    return 0;
  }

  /// Zero: no limit, or none known.
  @Override
  public final int getMaxIndexLength() {
    return 0;
  }

  /// Zero: no limit, or none known.
  @Override
  public final int getMaxProcedureNameLength() {
    return 0;
  }

  /// Zero: no limit, or none known.
  @Override
  public final int getMaxRowSize() {
    return 0;
  }

  /// Zero: no limit, or none known.
  @Override
  public final int getMaxSchemaNameLength() {
    return 0;
  }

  /// Zero: no limit, or none known.
  @Override
  public final int getMaxStatementLength() {
    return 0;
  }

  /// Zero: no limit, or none known.
  @Override
  public final int getMaxStatements() {
    return 0;
  }

  /// Zero: no limit, or none known.
  @Override
  public final int getMaxTableNameLength() {
    return 0;
  }

  /// Zero: no limit, or none known.
  @Override
  public final int getMaxTablesInSelect() {
    return 0;
  }

  /// Zero: no limit, or none known.
  @Override
  public final int getMaxUserNameLength() {
    return 0;
  }
}
