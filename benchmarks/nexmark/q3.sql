-- Who sells in one category from three states.
SELECT p.name, p.city, p.state, a.id
FROM nexmark.auction AS a
JOIN nexmark.person AS p ON a.seller = p.id
WHERE a.category = 10 AND (p.state = 'OR' OR p.state = 'ID' OR p.state = 'CA')
