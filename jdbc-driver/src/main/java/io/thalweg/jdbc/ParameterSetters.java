package io.thalweg.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/// The typed setters of `PreparedStatement`, each through [#setParameter].
abstract class ParameterSetters extends ThalwegStatement implements PreparedStatement {
  ParameterSetters(ThalwegConnection connection) {
    super(connection);
  }

  @Override
  public final void setArray(int a, Array b) throws SQLException {
    throw ThalwegSqlException.notSupported("PreparedStatement.setArray");
  }

  @Override
  public final void setNClob(int a, Reader b, long c) throws SQLException {
    throw ThalwegSqlException.notSupported("PreparedStatement.setNClob");
  }

  @Override
  public final void setNClob(int a, Reader b) throws SQLException {
    throw ThalwegSqlException.notSupported("PreparedStatement.setNClob");
  }

  @Override
  public final void setNClob(int a, NClob b) throws SQLException {
    throw ThalwegSqlException.notSupported("PreparedStatement.setNClob");
  }

  @Override
  public final void setRef(int a, Ref b) throws SQLException {
    throw ThalwegSqlException.notSupported("PreparedStatement.setRef");
  }

  @Override
  public final void setRowId(int a, RowId b) throws SQLException {
    throw ThalwegSqlException.notSupported("PreparedStatement.setRowId");
  }

  @Override
  public final void setSQLXML(int a, SQLXML b) throws SQLException {
    throw ThalwegSqlException.notSupported("PreparedStatement.setSQLXML");
  }

  @Override
  @Deprecated
  public final void setUnicodeStream(int a, InputStream b, int c) throws SQLException {
    throw ThalwegSqlException.notSupported("PreparedStatement.setUnicodeStream");
  }

  /// Sets the parameter `index`, from 1, in a form that [io.thalweg.jdbc.spi.Backend.Prepared]
  /// takes; null is SQL NULL.
  abstract void setParameter(int index, @Nullable Object value) throws SQLException;

  @Override
  public final void setAsciiStream(int index, @Nullable InputStream value, int length)
      throws SQLException {
    setParameter(index, ParameterStreams.ascii(value, length));
  }

  @Override
  public final void setAsciiStream(int index, @Nullable InputStream value, long length)
      throws SQLException {
    setParameter(index, ParameterStreams.ascii(value, length));
  }

  @Override
  public final void setAsciiStream(int index, @Nullable InputStream value) throws SQLException {
    setParameter(index, ParameterStreams.ascii(value, -1));
  }

  @Override
  public final void setBigDecimal(int index, @Nullable BigDecimal value) throws SQLException {
    setParameter(index, value);
  }

  @Override
  public final void setBinaryStream(int index, @Nullable InputStream value, int length)
      throws SQLException {
    setParameter(index, ParameterStreams.bytes(value, length));
  }

  @Override
  public final void setBinaryStream(int index, @Nullable InputStream value, long length)
      throws SQLException {
    setParameter(index, ParameterStreams.bytes(value, length));
  }

  @Override
  public final void setBinaryStream(int index, @Nullable InputStream value) throws SQLException {
    setParameter(index, ParameterStreams.bytes(value, -1));
  }

  @Override
  public final void setBlob(int index, @Nullable InputStream value, long length)
      throws SQLException {
    setParameter(index, ParameterStreams.bytes(value, length));
  }

  @Override
  public final void setBlob(int index, @Nullable InputStream value) throws SQLException {
    setParameter(index, ParameterStreams.bytes(value, -1));
  }

  @Override
  public final void setBlob(int index, @Nullable Blob value) throws SQLException {
    setParameter(index, value == null ? null : value.getBytes(1, (int) value.length()));
  }

  @Override
  public final void setBoolean(int index, boolean value) throws SQLException {
    setParameter(index, value);
  }

  @Override
  public final void setByte(int index, byte value) throws SQLException {
    setParameter(index, (int) value);
  }

  @Override
  public final void setBytes(int index, byte @Nullable [] value) throws SQLException {
    setParameter(index, value);
  }

  @Override
  public final void setCharacterStream(int index, @Nullable Reader value, int length)
      throws SQLException {
    setParameter(index, ParameterStreams.text(value, length));
  }

  @Override
  public final void setCharacterStream(int index, @Nullable Reader value, long length)
      throws SQLException {
    setParameter(index, ParameterStreams.text(value, length));
  }

  @Override
  public final void setCharacterStream(int index, @Nullable Reader value) throws SQLException {
    setParameter(index, ParameterStreams.text(value, -1));
  }

  @Override
  public final void setClob(int index, @Nullable Reader value, long length) throws SQLException {
    setParameter(index, ParameterStreams.text(value, length));
  }

  @Override
  public final void setClob(int index, @Nullable Reader value) throws SQLException {
    setParameter(index, ParameterStreams.text(value, -1));
  }

  @Override
  public final void setClob(int index, @Nullable Clob value) throws SQLException {
    setParameter(index, value == null ? null : value.getSubString(1, (int) value.length()));
  }

  @Override
  public final void setDate(int index, @Nullable Date value, @Nullable Calendar calendar)
      throws SQLException {
    setParameter(index, Temporals.parameter(value, calendar));
  }

  @Override
  public final void setDate(int index, @Nullable Date value) throws SQLException {
    setParameter(index, Temporals.parameter(value, null));
  }

  @Override
  public final void setDouble(int index, double value) throws SQLException {
    setParameter(index, value);
  }

  @Override
  public final void setFloat(int index, float value) throws SQLException {
    setParameter(index, (double) value);
  }

  @Override
  public final void setInt(int index, int value) throws SQLException {
    setParameter(index, value);
  }

  @Override
  public final void setLong(int index, long value) throws SQLException {
    setParameter(index, value);
  }

  @Override
  public final void setNCharacterStream(int index, @Nullable Reader value, long length)
      throws SQLException {
    setParameter(index, ParameterStreams.text(value, length));
  }

  @Override
  public final void setNCharacterStream(int index, @Nullable Reader value) throws SQLException {
    setParameter(index, ParameterStreams.text(value, -1));
  }

  @Override
  public final void setNString(int index, @Nullable String value) throws SQLException {
    setParameter(index, value);
  }

  @Override
  public final void setShort(int index, short value) throws SQLException {
    setParameter(index, (int) value);
  }

  @Override
  public final void setString(int index, @Nullable String value) throws SQLException {
    setParameter(index, value);
  }

  @Override
  public final void setTime(int index, @Nullable Time value, @Nullable Calendar calendar)
      throws SQLException {
    setParameter(index, Temporals.parameter(value, calendar));
  }

  @Override
  public final void setTime(int index, @Nullable Time value) throws SQLException {
    setParameter(index, Temporals.parameter(value, null));
  }

  @Override
  public final void setTimestamp(int index, @Nullable Timestamp value, @Nullable Calendar calendar)
      throws SQLException {
    setParameter(index, Temporals.parameter(value, calendar));
  }

  @Override
  public final void setTimestamp(int index, @Nullable Timestamp value) throws SQLException {
    setParameter(index, Temporals.parameter(value, null));
  }

  @Override
  public final void setURL(int index, @Nullable URL value) throws SQLException {
    setParameter(index, value == null ? null : value.toString());
  }
}
