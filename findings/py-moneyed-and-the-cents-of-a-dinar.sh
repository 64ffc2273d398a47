#!/usr/bin/env bash
# py-moneyed counts a Serbian dinar in hundredths and prints it without them, so the printed sum is another sum.
#
# The number of places comes from ISO 4217 where py-moneyed counts, and from CLDR, by way of Babel, where it prints.
# They disagree on twenty currencies: ISO has two places for the dinar of Serbia and three for that of Iraq, CLDR has
# none. So 10.50 and 9.50 both print as 10 (a half goes to the even number), while what is handed to a payment
# service in hundredths is right. Shopper and service see two sums. The Hungarian forint shows what one expects.
. "$(dirname "$0")/room.bash"
packages_for_python py-moneyed==3.0 Babel==2.17.0

cat >"$room/look.py" <<'PY'
from babel.numbers import get_currency_precision
from moneyed import CURRENCIES, Money
def shown(amount, code):
    money = Money(amount, code)
    print(str(money).replace("\xa0", " "), money.get_amount_in_sub_unit(), sep=", ")
for amount, code in [("10.50", "HUF"), ("10.50", "RSD"), ("9.50", "RSD"), ("1499.99", "RSD"), ("2.375", "IQD")]:
    shown(amount, code)
print(sum(10 ** get_currency_precision(code) < one.sub_unit for code, one in CURRENCIES.items()))
PY
say "py-moneyed 3.0, Babel 2.17.0 (PyPI): as printed, and in the smallest unit"
mapfile -t seen < <(with_python "$room/look.py" 2>"$room/log")
same "10.50 forint" "HUF 10.50, 1050" "${seen[0]:-}"
same "10.50 dinar of Serbia" "RSD 10, 1050" "${seen[1]:-}"
same "9.50 dinar of Serbia" "RSD 10, 950" "${seen[2]:-}"
same "1499.99 dinar of Serbia" "RSD 1500, 149999" "${seen[3]:-}"
same "2.375 dinar of Iraq" "IQD 2, 2375" "${seen[4]:-}"
same "currencies that are printed with fewer places than they are counted in" 20 "${seen[5]:-}"
done_here
