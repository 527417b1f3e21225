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
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;

/// The part of `ResultSet` that changes rows or moves backwards: refused, results are read-only and
/// forward-only.
abstract class ReadOnlyResultSet extends RefusedLabelUpdates {
  @Override
  public final void updateArray(int a, Array b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateArray");
  }

  @Override
  public final void updateAsciiStream(int a, InputStream b, int c) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateAsciiStream");
  }

  @Override
  public final void updateAsciiStream(int a, InputStream b, long c) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateAsciiStream");
  }

  @Override
  public final void updateAsciiStream(int a, InputStream b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateAsciiStream");
  }

  @Override
  public final void updateBigDecimal(int a, BigDecimal b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateBigDecimal");
  }

  @Override
  public final void updateBinaryStream(int a, InputStream b, int c) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateBinaryStream");
  }

  @Override
  public final void updateBinaryStream(int a, InputStream b, long c) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateBinaryStream");
  }

  @Override
  public final void updateBinaryStream(int a, InputStream b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateBinaryStream");
  }

  @Override
  public final void updateBlob(int a, InputStream b, long c) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateBlob");
  }

  @Override
  public final void updateBlob(int a, InputStream b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateBlob");
  }

  @Override
  public final void updateBlob(int a, Blob b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateBlob");
  }

  @Override
  public final void updateBoolean(int a, boolean b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateBoolean");
  }

  @Override
  public final void updateByte(int a, byte b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateByte");
  }

  @Override
  public final void updateBytes(int a, byte[] b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateBytes");
  }

  @Override
  public final void updateCharacterStream(int a, Reader b, int c) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateCharacterStream");
  }

  @Override
  public final void updateCharacterStream(int a, Reader b, long c) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateCharacterStream");
  }

  @Override
  public final void updateCharacterStream(int a, Reader b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateCharacterStream");
  }

  @Override
  public final void updateClob(int a, Reader b, long c) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateClob");
  }

  @Override
  public final void updateClob(int a, Reader b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateClob");
  }

  @Override
  public final void updateClob(int a, Clob b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateClob");
  }

  @Override
  public final void updateDate(int a, Date b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateDate");
  }

  @Override
  public final void updateDouble(int a, double b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateDouble");
  }

  @Override
  public final void updateFloat(int a, float b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateFloat");
  }

  @Override
  public final void updateInt(int a, int b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateInt");
  }

  @Override
  public final void updateLong(int a, long b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateLong");
  }

  @Override
  public final void updateNCharacterStream(int a, Reader b, long c) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateNCharacterStream");
  }

  @Override
  public final void updateNCharacterStream(int a, Reader b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateNCharacterStream");
  }

  @Override
  public final void updateNClob(int a, Reader b, long c) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateNClob");
  }

  @Override
  public final void updateNClob(int a, Reader b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateNClob");
  }

  @Override
  public final void updateNClob(int a, NClob b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateNClob");
  }

  @Override
  public final void updateNString(int a, String b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateNString");
  }

  @Override
  public final void updateNull(int a) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateNull");
  }

  @Override
  public final void updateObject(int a, Object b, int c) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateObject");
  }

  @Override
  public final void updateObject(int a, Object b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateObject");
  }

  @Override
  public final void updateRef(int a, Ref b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateRef");
  }

  @Override
  public final void updateRow() throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateRow");
  }

  @Override
  public final void updateRowId(int a, RowId b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateRowId");
  }

  @Override
  public final void updateSQLXML(int a, SQLXML b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateSQLXML");
  }

  @Override
  public final void updateShort(int a, short b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateShort");
  }

  @Override
  public final void updateString(int a, String b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateString");
  }

  @Override
  public final void updateTime(int a, Time b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateTime");
  }

  @Override
  public final void updateTimestamp(int a, Timestamp b) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.updateTimestamp");
  }

  @Override
  public final boolean absolute(int a) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.absolute");
  }

  @Override
  public final void afterLast() throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.afterLast");
  }

  @Override
  public final void beforeFirst() throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.beforeFirst");
  }

  @Override
  public final void cancelRowUpdates() throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.cancelRowUpdates");
  }

  @Override
  public final void deleteRow() throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.deleteRow");
  }

  @Override
  public final boolean first() throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.first");
  }

  @Override
  public final String getCursorName() throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.getCursorName");
  }

  @Override
  public final NClob getNClob(String a) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.getNClob");
  }

  @Override
  public final NClob getNClob(int a) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.getNClob");
  }

  @Override
  public final Ref getRef(String a) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.getRef");
  }

  @Override
  public final Ref getRef(int a) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.getRef");
  }

  @Override
  public final RowId getRowId(String a) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.getRowId");
  }

  @Override
  public final RowId getRowId(int a) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.getRowId");
  }

  @Override
  public final SQLXML getSQLXML(String a) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.getSQLXML");
  }

  @Override
  public final SQLXML getSQLXML(int a) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.getSQLXML");
  }

  @Override
  public final void insertRow() throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.insertRow");
  }

  @Override
  public final boolean last() throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.last");
  }

  @Override
  public final void moveToCurrentRow() throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.moveToCurrentRow");
  }

  @Override
  public final void moveToInsertRow() throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.moveToInsertRow");
  }

  @Override
  public final boolean previous() throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.previous");
  }

  @Override
  public final void refreshRow() throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.refreshRow");
  }

  @Override
  public final boolean relative(int a) throws SQLException {
    throw ThalwegSqlException.notSupported("ResultSet.relative");
  }
}
