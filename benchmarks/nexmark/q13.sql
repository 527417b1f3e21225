-- Bids with a value from a bounded table.
SELECT b.auction, b.bidder, b.price, b.date_time, s.value
FROM nexmark.bid AS b
JOIN (
  SELECT k AS key, concat('value ', k) AS value FROM UNNEST(generate_series(0, 9999)) AS k
) AS s
ON mod(b.auction, 10000) = s.key
