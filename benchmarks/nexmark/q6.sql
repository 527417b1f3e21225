-- The average of each seller's last ten winning bids.
SELECT
  seller,
  avg(price) OVER (
    PARTITION BY seller ORDER BY date_time, id ROWS BETWEEN 9 PRECEDING AND CURRENT ROW) AS average
FROM (
  SELECT a.id, a.seller, b.price, b.date_time
  FROM nexmark.auction AS a, nexmark.bid AS b
  WHERE a.id = b.auction AND b.date_time BETWEEN a.date_time AND a.expires
  QUALIFY row_number() OVER (
    PARTITION BY a.id, a.seller ORDER BY b.price DESC, b.date_time, b.bidder, b.extra) <= 1
) AS winning
