package io.thalweg.jdbc;

import io.thalweg.jdbc.spi.Backend;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Collections;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/// A planned statement with parameters. Used by one thread; [#cancel] may come from any.
final class ThalwegPreparedStatement extends ParameterSetters {
  private final Backend.Prepared prepared;
  private final String sql;
  private final @Nullable Object[] values;
  private final BitSet set = new BitSet();
  private final List<List<@Nullable Object>> batch = new ArrayList<>();

  ThalwegPreparedStatement(ThalwegConnection connection, String sql, Backend.Prepared prepared) {
    super(connection);
    this.sql = sql;
    this.prepared = prepared;
    this.values = new Object[prepared.parameterSchema().getFields().size()];
  }

  @Override
  void setParameter(int index, @Nullable Object value) throws SQLException {
    checkOpen();
    if (index < 1 || index > values.length) {
      throw new ThalwegSqlException(
          "PARAMETER_MISMATCH",
          "07009",
          "there is no parameter " + index + "; the statement has " + values.length,
          null);
    }
    values[index - 1] = value;
    set.set(index - 1);
  }

  @Override
  public void setNull(int index, int sqlType) throws SQLException {
    setParameter(index, null);
  }

  @Override
  public void setNull(int index, int sqlType, String typeName) throws SQLException {
    setParameter(index, null);
  }

  @Override
  public void setObject(int index, @Nullable Object value) throws SQLException {
    if (value instanceof java.util.Date) {
      setParameter(index, Temporals.parameter((java.util.Date) value, (Calendar) null));
    } else if (value instanceof Byte || value instanceof Short) {
      setParameter(index, ((Number) value).intValue());
    } else if (value instanceof Float) {
      setParameter(index, ((Float) value).doubleValue());
    } else if (value instanceof BigInteger) {
      setParameter(index, new BigDecimal((BigInteger) value));
    } else if (value instanceof OffsetDateTime) {
      setParameter(index, ((OffsetDateTime) value).toInstant());
    } else if (value instanceof ZonedDateTime) {
      setParameter(index, ((ZonedDateTime) value).toInstant());
    } else if (value instanceof Character) {
      setParameter(index, value.toString());
    } else {
      setParameter(index, value);
    }
  }

  @Override
  public void setObject(int index, @Nullable Object value, int sqlType) throws SQLException {
    setObject(index, value);
  }

  @Override
  public void setObject(int index, @Nullable Object value, int sqlType, int scaleOrLength)
      throws SQLException {
    setObject(index, value);
  }

  @Override
  public void clearParameters() {
    Arrays.fill(values, null);
    set.clear();
  }

  private List<@Nullable Object> parameters() throws SQLException {
    if (set.cardinality() < values.length) {
      throw new ThalwegSqlException(
          "PARAMETER_MISMATCH",
          "07001",
          "parameter " + (set.nextClearBit(0) + 1) + " of " + values.length + " has no value",
          null);
    }
    return Collections.unmodifiableList(new ArrayList<>(Arrays.asList(values)));
  }

  @Override
  public boolean execute() throws SQLException {
    checkOpen();
    List<@Nullable Object> parameters = parameters();
    return run(options -> prepared.execute(parameters, options));
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    execute();
    return requireResult();
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    execute();
    return requireCount();
  }

  @Override
  public int executeUpdate() throws SQLException {
    return (int) Math.min(Integer.MAX_VALUE, executeLargeUpdate());
  }

  @Override
  public void addBatch() throws SQLException {
    checkOpen();
    batch.add(parameters());
  }

  @Override
  public void clearBatch() throws SQLException {
    batch.clear();
    super.clearBatch();
  }

  @Override
  public int[] executeBatch() throws SQLException {
    List<List<@Nullable Object>> rows = List.copyOf(batch);
    batch.clear();
    int[] counts = new int[rows.size()];
    for (int i = 0; i < counts.length; i++) {
      List<@Nullable Object> parameters = rows.get(i);
      counts[i] =
          BatchFailure.guard(
              counts,
              i,
              () -> {
                run(options -> prepared.execute(parameters, options));
                return (int) Math.min(Integer.MAX_VALUE, requireCount());
              });
    }
    return counts;
  }

  @Override
  public @Nullable ResultSetMetaData getMetaData() {
    Schema schema = prepared.resultSchema();
    return schema == null ? null : new ResultColumns(schema);
  }

  @Override
  public ParameterMetaData getParameterMetaData() {
    return new Parameters(prepared.parameterSchema());
  }

  @Override
  public void close() throws SQLException {
    if (!isClosed()) {
      super.close();
      try {
        prepared.close();
      } catch (RuntimeException e) {
        throw ThalwegSqlException.of(e);
      }
    }
  }

  @Override
  public String toString() {
    return sql;
  }
}
