#!/usr/bin/env bash
# pyzbar fails on a picture with a QR code in parts, which zbar below it has read.
#
# One text may stand in up to sixteen QR codes, each with its number (structured append). zbar joins them in their
# order, when all are in the picture. The joined text has no direction, for which zbar says -1, and pyzbar raises
# ValueError, since it has no name for that: the text is lost, and with it any other code in the picture. zxing-cpp
# gives each part by itself, as they stand in the picture, so the first text it returns may be the last part.
. "$(dirname "$0")/room.bash"
debian libzbar0=0.23.92-7+deb12u1 libv4l-0=1.22.1-5+b2 libv4lconvert0=1.22.1-5+b2 libjpeg62-turbo=1:2.1.5-2
packages_for_python pyzbar==0.1.9 zxing-cpp==3.1.1 segno==1.6.6 pillow==11.3.0 numpy==2.2.6

cat >"$room/look.py" <<'PY'
import ctypes.util, io, sys
from PIL import Image
import segno, zxingcpp
# pyzbar looks for an installed zbar. Here it is told of the unpacked one.
ctypes.util.find_library = lambda name: sys.argv[1]
from pyzbar import pyzbar

def picture(*codes):
    drawn = []
    for code in codes:
        png = io.BytesIO()
        code.save(png, kind="png", scale=4, border=4)
        drawn.append(Image.open(png).convert("L"))
    all_of_them = Image.new("L", (sum(one.width for one in drawn), max(one.height for one in drawn)), 255)
    left = 0
    for one in drawn:
        all_of_them.paste(one, (left, 0))
        left += one.width
    return all_of_them

def with_pyzbar(image):
    try:
        return [found.data.decode() for found in pyzbar.decode(image)]
    except ValueError as error:
        return f"ValueError: {error}"

first, second = segno.make_sequence("corner-shop.example/pay/7", symbol_count=2, error="l", boost_error=False)
alone = segno.make_qr("hello")
print(with_pyzbar(picture(alone)), [found.text for found in zxingcpp.read_barcodes(picture(alone))])
for image in [picture(first, second), picture(second, first), picture(alone, first, second)]:
    print(with_pyzbar(image))
    print([found.text for found in zxingcpp.read_barcodes(image)])

# The same library without pyzbar's names for directions.
pyzbar.ZBarOrientation = lambda direction: type("Direction", (), {"name": direction})
print(with_pyzbar(picture(second, first)))
PY
say "pyzbar 0.1.9, zbar 0.23.92 (Debian), zxing-cpp 3.1.1 (PyPI)"
mapfile -t seen < <(with_python "$room/look.py" "$room/system/usr/lib/$(uname -m)-linux-gnu/libzbar.so.0" 2>"$room/log")
nameless="ValueError: 4294967295 is not a valid ZBarOrientation"
same "one code with hello: pyzbar, zxing-cpp" "['hello'] ['hello']" "${seen[0]:-}"
same "a text in two parts: pyzbar" "$nameless" "${seen[1]:-}"
same "zxing-cpp" "['corner-shop.e', 'xample/pay/7']" "${seen[2]:-}"
same "the second part on the left: pyzbar" "$nameless" "${seen[3]:-}"
same "zxing-cpp" "['xample/pay/7', 'corner-shop.e']" "${seen[4]:-}"
same "the code with hello beside the two: pyzbar" "$nameless" "${seen[5]:-}"
same "zxing-cpp" "['hello', 'corner-shop.e', 'xample/pay/7']" "${seen[6]:-}"
same "what zbar had read, the second part on the left" "['corner-shop.example/pay/7']" "${seen[7]:-}"
done_here
