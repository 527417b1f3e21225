package io.thalweg.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;

/// The updates of `ResultSet` by label: refused, results are read-only.
abstract class RefusedLabelUpdates implements ResultSet {
  @Override
  public final void updateArray(String a, Array b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateArray");
  }

  @Override
  public final void updateAsciiStream(String a, InputStream b, int c) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateAsciiStream");
  }

  @Override
  public final void updateAsciiStream(String a, InputStream b, long c) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateAsciiStream");
  }

  @Override
  public final void updateAsciiStream(String a, InputStream b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateAsciiStream");
  }

  @Override
  public final void updateBigDecimal(String a, BigDecimal b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateBigDecimal");
  }

  @Override
  public final void updateBinaryStream(String a, InputStream b, int c) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateBinaryStream");
  }

  @Override
  public final void updateBinaryStream(String a, InputStream b, long c) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateBinaryStream");
  }

  @Override
  public final void updateBinaryStream(String a, InputStream b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateBinaryStream");
  }

  @Override
  public final void updateBlob(String a, InputStream b, long c) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateBlob");
  }

  @Override
  public final void updateBlob(String a, InputStream b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateBlob");
  }

  @Override
  public final void updateBlob(String a, Blob b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateBlob");
  }

  @Override
  public final void updateBoolean(String a, boolean b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateBoolean");
  }

  @Override
  public final void updateByte(String a, byte b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateByte");
  }

  @Override
  public final void updateBytes(String a, byte[] b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateBytes");
  }

  @Override
  public final void updateCharacterStream(String a, Reader b, int c) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateCharacterStream");
  }

  @Override
  public final void updateCharacterStream(String a, Reader b, long c) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateCharacterStream");
  }

  @Override
  public final void updateCharacterStream(String a, Reader b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateCharacterStream");
  }

  @Override
  public final void updateClob(String a, Reader b, long c) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateClob");
  }

  @Override
  public final void updateClob(String a, Reader b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateClob");
  }

  @Override
  public final void updateClob(String a, Clob b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateClob");
  }

  @Override
  public final void updateDate(String a, Date b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateDate");
  }

  @Override
  public final void updateDouble(String a, double b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateDouble");
  }

  @Override
  public final void updateFloat(String a, float b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateFloat");
  }

  @Override
  public final void updateInt(String a, int b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateInt");
  }

  @Override
  public final void updateLong(String a, long b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateLong");
  }

  @Override
  public final void updateNCharacterStream(String a, Reader b, long c) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateNCharacterStream");
  }

  @Override
  public final void updateNCharacterStream(String a, Reader b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateNCharacterStream");
  }

  @Override
  public final void updateNClob(String a, Reader b, long c) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateNClob");
  }

  @Override
  public final void updateNClob(String a, Reader b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateNClob");
  }

  @Override
  public final void updateNClob(String a, NClob b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateNClob");
  }

  @Override
  public final void updateNString(String a, String b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateNString");
  }

  @Override
  public final void updateNull(String a) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateNull");
  }

  @Override
  public final void updateObject(String a, Object b, int c) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateObject");
  }

  @Override
  public final void updateObject(String a, Object b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateObject");
  }

  @Override
  public final void updateRef(String a, Ref b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateRef");
  }

  @Override
  public final void updateRowId(String a, RowId b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateRowId");
  }

  @Override
  public final void updateSQLXML(String a, SQLXML b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateSQLXML");
  }

  @Override
  public final void updateShort(String a, short b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateShort");
  }

  @Override
  public final void updateString(String a, String b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateString");
  }

  @Override
  public final void updateTime(String a, Time b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateTime");
  }

  @Override
  public final void updateTimestamp(String a, Timestamp b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateTimestamp");
  }
}
