# Sourced by the findings about WordPress, after room.bash: a WordPress of its own inside the room.
# It comes out of the npm package of WordPress Playground, which holds WordPress as released and a plugin for SQLite,
# and runs on PHP from Debian. Nothing of it leaves the computer. No other plugin is there.
needs npm npm
needs curl curl
php_version=8.2.32-1~deb12u1
debian php8.2-{cli,common,sqlite3,mbstring,xml}="$php_version" libargon2-1=0~20171227-0.3+deb12u1 libonig5=6.9.8-1 \
    libsodium23=1.0.18-1+deb12u1 libedit2=3.1-20221030-2 libxslt1.1=1.1.35-1+deb12u4

site=$room/site

# php ARGUMENT…: PHP with the modules that WordPress asks for.
php() {
    local module modules=()
    for module in pdo pdo_sqlite sqlite3 mbstring tokenizer ctype dom xml simplexml iconv; do modules+=(-d "extension=$module"); done
    inside "$room/system/usr/bin/php8.2" -n -d "extension_dir=$(echo "$room"/system/usr/lib/php/2*)" "${modules[@]}" \
        -d memory_limit=256M -d display_errors=0 -d sendmail_path=/bin/true "$@"
}

# in_wordpress CODE: runs PHP code inside this WordPress.
in_wordpress() { php -r "\$_SERVER['HTTP_HOST'] = '${shop#http://}'; require '$site/wp-load.php'; $1"; }

# permalinks FORM: sets the form of the addresses, as Settings > Permalinks does. Empty is Plain.
permalinks() { in_wordpress "\$wp_rewrite->set_permalink_structure('$1'); flush_rewrite_rules(false);"; }

# as_ada ARGUMENT…: curl with the application password of the shop's owner.
as_ada() { curl -s -u "ada:$key" "$@"; }

# approve NAME APP_ID SUCCESS_URL: the owner opens the page that approves an app, and presses Yes, in a browser without
# scripts. Leaves the page in $room/page and the answer to the button in $room/answer, and says where the browser goes.
approve() {
    local page=$shop/wp-admin/authorize-application.php jar=$room/jar of filled=()
    [ -f "$jar" ] || curl -s -o /dev/null -c "$jar" -b 'wordpress_test_cookie=WP%20Cookie%20check' \
        -d 'log=ada&pwd=correct-horse&testcookie=1' "$shop/wp-login.php"
    curl -s -b "$jar" -G --data-urlencode "app_name=$1" -d "app_id=$2" --data-urlencode "success_url=$3" -o "$room/page" "$page"
    for of in _wpnonce app_name app_id success_url reject_url; do filled+=(--data-urlencode "$of=$(field $of)"); done
    curl -s -b "$jar" -d action=authorize_application_password -d approve=Yes "${filled[@]}" \
        -o "$room/answer" -w '%{http_code} %{redirect_url}' "$page" |
        sed "s/${shop##*:}/PORT/; s/password=[A-Za-z0-9]*\$/password=…/; s/ \$//"
}

# field NAME: what the form of the approval has in a field.
field() {
    python3 -c 'import html, re, sys
print(html.unescape(re.search(r"name=\"" + sys.argv[1] + r"\"[^>]*value=\"([^\"]*)", open(sys.argv[2]).read()).group(1)))' "$1" "$room/page"
}

begin_wordpress() {
    local sources=package/src unpacked=$room/tmp/package/src port
    (cd "$room/tmp" && npm pack --silent --cache "$room/npm" @wp-playground/wordpress-builds@0.9.19 >/dev/null 2>"$room/log" &&
        tar xzf wp-playground-wordpress-builds-0.9.19.tgz "$sources/wordpress/wp-6.5.zip" "$sources/sqlite-database-integration") ||
        cannot "this package is not to be had from npm: @wp-playground/wordpress-builds@0.9.19"
    python3 -m zipfile -e "$unpacked/wordpress/wp-6.5.zip" "$site"
    python3 -m zipfile -e "$unpacked"/sqlite-database-integration/*.zip "$room/tmp"
    mv "$room/tmp/sqlite-database-integration-main" "$site/wp-content/plugins/sqlite-database-integration"
    sed "s#{SQLITE_IMPLEMENTATION_FOLDER_PATH}#$site/wp-content/plugins/sqlite-database-integration#" \
        "$site/wp-content/plugins/sqlite-database-integration/db.copy" >"$site/wp-content/db.php"
    rm -f "$site/wp-content/database/.ht.sqlite"

    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    shop=http://127.0.0.1:$port
    cat >"$site/wp-config.php" <<PHP
<?php
define('DB_NAME', 'shop'); define('DB_USER', ''); define('DB_PASSWORD', ''); define('DB_HOST', '');
define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
define('WP_HOME', '$shop'); define('WP_SITEURL', '$shop');
define('WP_HTTP_BLOCK_EXTERNAL', true); define('DISABLE_WP_CRON', true); define('AUTOMATIC_UPDATER_DISABLED', true);
// Application passwords need https, or a WordPress that is called local.
define('WP_ENVIRONMENT_TYPE', is_file(__DIR__ . '/not-local') ? 'production' : 'local');
foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as \$of) { define("{\$of}_KEY", 'made up'); define("{\$of}_SALT", \$of); }
\$table_prefix = 'wp_';
defined('ABSPATH') || define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
PHP
    # What a web server's rewrite rules do: a file that is there is served, everything else is WordPress's.
    cat >"$site/router.php" <<'PHP'
<?php
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if ($path !== '/' && is_file(__DIR__ . $path)) { return false; }
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/index.php';
require __DIR__ . '/index.php';
PHP
    php -r "define('WP_INSTALLING', true); \$_SERVER['HTTP_HOST'] = '${shop#http://}'; require '$site/wp-load.php';
        require ABSPATH . 'wp-admin/includes/upgrade.php';
        wp_install('Corner Shop', 'ada', 'ada@corner-shop.example', true, '', 'correct-horse');" >"$room/log" 2>&1 || cannot "WordPress did not install"
    permalinks '/%postname%/'
    key=$(in_wordpress 'echo WP_Application_Passwords::create_new_application_password(1, ["name" => "The finding"])[0];')
    (cd "$site" && php -S "127.0.0.1:$port" router.php >"$room/php.log" 2>&1) &
    waits 10 curl -s -o /dev/null "$shop/" || cannot "WordPress did not begin"
    say "WordPress $(in_wordpress 'echo $wp_version;') (@wp-playground/wordpress-builds 0.9.19), PHP $php_version"
}
begin_wordpress
