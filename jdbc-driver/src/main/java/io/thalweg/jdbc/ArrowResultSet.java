package io.thalweg.jdbc;

import io.thalweg.jdbc.spi.BackendException;
import io.thalweg.jdbc.spi.Execution;
import io.thalweg.jdbc.spi.QueryProgress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import javax.sql.rowset.serial.SerialBlob;
import javax.sql.rowset.serial.SerialClob;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

/// A forward-only, read-only cursor over Arrow batches.
///
/// Used by one thread; [#close] and the statement's cancel may come from any. Owns the reader.
public final class ArrowResultSet extends LabelledResultSet implements ProgressSource {
  private final @Nullable ThalwegStatement statement;
  private final Execution.Rows rows;
  private final ArrowReader reader;
  private final ResultColumns columns;
  private final long maxRows;
  private List<FieldVector> vectors = List.of();
  private int batchRows;
  private int row = -1;
  private long position;
  private boolean exhausted;
  private boolean closed;
  private boolean wasNull;

  ArrowResultSet(@Nullable ThalwegStatement statement, Execution.Rows rows, long maxRows)
      throws SQLException {
    this.statement = statement;
    this.rows = rows;
    this.reader = rows.reader();
    this.maxRows = maxRows;
    try {
      VectorSchemaRoot root = reader.getVectorSchemaRoot();
      this.columns = new ResultColumns(root.getSchema());
      this.vectors = root.getFieldVectors();
    } catch (IOException e) {
      throw broken(e);
    } catch (RuntimeException e) {
      throw ThalwegSqlException.of(e);
    }
  }

  private static SQLException broken(IOException e) {
    return e.getCause() instanceof BackendException
        ? ThalwegSqlException.of((BackendException) e.getCause())
        : new ThalwegSqlException(
            "CONNECTION_FAILED", "08006", "the result cannot be read on: " + e.getMessage(), e);
  }

  @Override
  public QueryProgress progress() {
    return rows.progress().get();
  }

  /// The Arrow reader below: for tools that take whole batches and do not call [#next].
  public ArrowReader arrowReader() {
    return reader;
  }

  /// Whether [#next] has to fetch a batch, which may take a while: a good moment to flush what was
  /// made of the rows so far.
  public boolean isBetweenBatches() {
    return !exhausted && row + 1 >= batchRows;
  }

  @Override
  public boolean next() throws SQLException {
    checkOpen();
    if (exhausted || (maxRows > 0 && position >= maxRows)) {
      exhausted = true;
      return false;
    }
    row++;
    try {
      while (row >= batchRows) {
        if (!reader.loadNextBatch()) {
          exhausted = true;
          return false;
        }
        VectorSchemaRoot root = reader.getVectorSchemaRoot();
        vectors = root.getFieldVectors();
        batchRows = root.getRowCount();
        row = 0;
      }
    } catch (IOException e) {
      throw broken(e);
    } catch (RuntimeException e) {
      throw ThalwegSqlException.of(e);
    }
    position++;
    return true;
  }

  private void checkOpen() throws SQLException {
    if (closed) {
      throw ThalwegSqlException.closed("result set");
    }
  }

  private @Nullable Object value(int column) throws SQLException {
    checkOpen();
    if (column < 1 || column > columns.getColumnCount()) {
      throw ThalwegSqlException.invalid(
          "there is no column " + column + "; the result has " + columns.getColumnCount());
    }
    if (row < 0 || exhausted) {
      throw new ThalwegSqlException(
          "INVALID_STATEMENT", "24000", "the cursor is on no row; call next() first", null);
    }
    Object value = ArrowValues.read(vectors.get(column - 1), row);
    wasNull = value == null;
    return value;
  }

  private long integer(int column, long min, long max, String target) throws SQLException {
    Object value = value(column);
    return value == null ? 0 : Conversions.toLong(value, min, max, target);
  }

  @Override
  public boolean getBoolean(int column) throws SQLException {
    Object value = value(column);
    return value != null && Conversions.toBoolean(value);
  }

  @Override
  public byte getByte(int column) throws SQLException {
    return (byte) integer(column, Byte.MIN_VALUE, Byte.MAX_VALUE, "byte");
  }

  @Override
  public short getShort(int column) throws SQLException {
    return (short) integer(column, Short.MIN_VALUE, Short.MAX_VALUE, "short");
  }

  @Override
  public int getInt(int column) throws SQLException {
    return (int) integer(column, Integer.MIN_VALUE, Integer.MAX_VALUE, "int");
  }

  @Override
  public long getLong(int column) throws SQLException {
    return integer(column, Long.MIN_VALUE, Long.MAX_VALUE, "long");
  }

  @Override
  public float getFloat(int column) throws SQLException {
    return (float) getDouble(column);
  }

  @Override
  public double getDouble(int column) throws SQLException {
    Object value = value(column);
    return value == null ? 0 : Conversions.toDouble(value);
  }

  @Override
  public @Nullable BigDecimal getBigDecimal(int column) throws SQLException {
    Object value = value(column);
    return value == null ? null : Conversions.toDecimal(value, "BigDecimal");
  }

  @Deprecated
  @Override
  public @Nullable BigDecimal getBigDecimal(int column, int scale) throws SQLException {
    BigDecimal value = getBigDecimal(column);
    return value == null ? null : value.setScale(scale, RoundingMode.HALF_UP);
  }

  @Override
  public @Nullable String getString(int column) throws SQLException {
    Object value = value(column);
    return value == null ? null : Conversions.toText(value);
  }

  @Override
  public @Nullable String getNString(int column) throws SQLException {
    return getString(column);
  }

  @Override
  public byte @Nullable [] getBytes(int column) throws SQLException {
    Object value = value(column);
    return value == null ? null : Conversions.toBytes(value);
  }

  @Override
  public @Nullable Object getObject(int column) throws SQLException {
    Object value = value(column);
    return value == null ? null : columns.jdbcObject(column, value);
  }

  @Override
  public @Nullable Object getObject(int column, Map<String, Class<?>> map) throws SQLException {
    return getObject(column);
  }

  @Override
  public <T> @Nullable T getObject(int column, Class<T> type) throws SQLException {
    Object value = value(column);
    return value == null ? null : Conversions.toClass(value, type);
  }

  private @Nullable LocalDateTime temporal(@Nullable Object value, String target)
      throws SQLException {
    if (value == null) {
      return null;
    }
    LocalDateTime local = Temporals.toLocalDateTime(value);
    if (local == null) {
      throw ThalwegSqlException.conversion(value, target);
    }
    return local;
  }

  @Override
  public @Nullable Date getDate(int column) throws SQLException {
    return getDate(column, null);
  }

  @Override
  public @Nullable Date getDate(int column, @Nullable Calendar calendar) throws SQLException {
    LocalDateTime local = temporal(value(column), "Date");
    return local == null ? null : Temporals.toDate(local, calendar);
  }

  @Override
  public @Nullable Time getTime(int column) throws SQLException {
    return getTime(column, null);
  }

  @Override
  public @Nullable Time getTime(int column, @Nullable Calendar calendar) throws SQLException {
    LocalDateTime local = temporal(value(column), "Time");
    return local == null ? null : Temporals.toTime(local, calendar);
  }

  @Override
  public @Nullable Timestamp getTimestamp(int column) throws SQLException {
    return getTimestamp(column, null);
  }

  @Override
  public @Nullable Timestamp getTimestamp(int column, @Nullable Calendar calendar)
      throws SQLException {
    Object value = value(column);
    LocalDateTime local = temporal(value, "Timestamp");
    return value == null || local == null ? null : Temporals.toTimestamp(value, local, calendar);
  }

  @Override
  public @Nullable Array getArray(int column) throws SQLException {
    Object value = value(column);
    if (value == null) {
      return null;
    }
    if (!(value instanceof List)) {
      throw ThalwegSqlException.conversion(value, "Array");
    }
    return new ListArray((List<?>) value, columns.elementTypeName(column));
  }

  @Override
  public @Nullable InputStream getBinaryStream(int column) throws SQLException {
    byte[] value = getBytes(column);
    return value == null ? null : new ByteArrayInputStream(value);
  }

  @Override
  public @Nullable InputStream getAsciiStream(int column) throws SQLException {
    String value = getString(column);
    return value == null
        ? null
        : new ByteArrayInputStream(value.getBytes(StandardCharsets.US_ASCII));
  }

  @Deprecated
  @Override
  public @Nullable InputStream getUnicodeStream(int column) throws SQLException {
    return getBinaryStream(column);
  }

  @Override
  public @Nullable Reader getCharacterStream(int column) throws SQLException {
    String value = getString(column);
    return value == null ? null : new StringReader(value);
  }

  @Override
  public @Nullable Reader getNCharacterStream(int column) throws SQLException {
    return getCharacterStream(column);
  }

  @Override
  public @Nullable Blob getBlob(int column) throws SQLException {
    byte[] value = getBytes(column);
    return value == null ? null : new SerialBlob(value);
  }

  @Override
  public @Nullable Clob getClob(int column) throws SQLException {
    String value = getString(column);
    return value == null ? null : new SerialClob(value.toCharArray());
  }

  @Override
  public @Nullable URL getURL(int column) throws SQLException {
    String value = getString(column);
    try {
      return value == null ? null : URI.create(value).toURL();
    } catch (MalformedURLException | IllegalArgumentException e) {
      throw ThalwegSqlException.conversion(value, "URL");
    }
  }

  @Override
  public boolean wasNull() {
    return wasNull;
  }

  @Override
  public int findColumn(String label) throws SQLException {
    checkOpen();
    return columns.find(label);
  }

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    checkOpen();
    return columns;
  }

  @Override
  public @Nullable Statement getStatement() {
    return statement;
  }

  @Override
  public boolean isBeforeFirst() {
    return position == 0 && !exhausted;
  }

  @Override
  public boolean isFirst() {
    return position == 1 && !exhausted;
  }

  @Override
  public boolean isAfterLast() {
    return exhausted && position > 0;
  }

  @Override
  public boolean isLast() throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.isLast");
  }

  @Override
  public int getRow() {
    return exhausted ? 0 : (int) Math.min(Integer.MAX_VALUE, position);
  }

  @Override
  public int getType() {
    return ResultSet.TYPE_FORWARD_ONLY;
  }

  @Override
  public int getConcurrency() {
    return ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public int getHoldability() {
    return ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public int getFetchDirection() {
    return ResultSet.FETCH_FORWARD;
  }

  @Override
  public void setFetchDirection(int direction) {
    // A hint; there is one direction.
  }

  @Override
  public int getFetchSize() {
    return 0;
  }

  @Override
  public void setFetchSize(int size) {
    // A hint; batches are streamed.
  }

  @Override
  public @Nullable SQLWarning getWarnings() {
    return null;
  }

  @Override
  public void clearWarnings() {
    // There are none.
  }

  @Override
  public boolean rowUpdated() {
    return false;
  }

  @Override
  public boolean rowInserted() {
    return false;
  }

  @Override
  public boolean rowDeleted() {
    return false;
  }

  /// Ends the query. Callable from any thread.
  void cancel() {
    rows.cancel().run();
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() throws SQLException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (!exhausted) {
        rows.cancel().run();
      }
      reader.close();
    } catch (IOException e) {
      throw broken(e);
    } finally {
      if (statement != null) {
        statement.resultClosed(this);
      }
    }
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Wrappers.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
