#include "models/storage/sqlfunctions.h"

#include "models/storage/connectioncontext.h"
#include "models/storage/rowtext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <array>
#include <charconv>
#include <cstring>
#include <utility>

#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
#include <sqlite3.h>

namespace tocsin {

namespace {

/**
 * SHA-256 of what is added piece by piece: each entry of the record takes two, and no text is put together for them.
 * OpenSSL uses the processor's instructions; Qt's own takes five times as long. These calls need no provider: the
 * one-step function looks for one each time, and reads OpenSSL's configuration at the first.
 */
class Sha256
{
public:
    Sha256() { SHA256_Init(&m_context); }
    Sha256 &add(QByteArrayView bytes)
    {
        SHA256_Update(&m_context, bytes.data(), static_cast<size_t>(bytes.size()));
        return *this;
    }
    Sha256 &add(qint64 number)
    {
        std::array<char, 24> digits; // the longest has 20
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
        return add(QByteArrayView(digits.data(), end));
    }
    [[nodiscard]] QByteArray hex()
    {
        std::array<unsigned char, SHA256_DIGEST_LENGTH> digest;
        SHA256_Final(digest.data(), &m_context);
        return QByteArray::fromRawData(reinterpret_cast<const char *>(digest.data()), digest.size()).toHex();
    }

private:
    SHA256_CTX m_context;
};

} // namespace

QByteArray sha256Hex(const QByteArray &bytes)
{
    return Sha256().add(bytes).hex();
}

QByteArray contentDigest(const QByteArray &salt, qint64 personId, const QByteArray &role, const QByteArray &op,
                         const QByteArray *before, const QByteArray &after)
{
    // Lengths before texts: no two contents share one canonical form.
    Sha256 sum;
    sum.add(salt).add("\n").add(personId).add("\n").add(role).add("\n").add(op).add("\n");
    if (before)
        sum.add(qint64{before->size()}).add("\n").add(*before);
    else
        sum.add("-\n");
    return sum.add("\n").add(qint64{after.size()}).add("\n").add(after).hex();
}

QByteArray chainHash(const QByteArray &previous, qint64 seq, qint64 instantMs, const QByteArray &table, qint64 rowId,
                     const QByteArray &digest)
{
    Sha256 sum;
    sum.add(previous).add("\n").add(seq).add("\n").add(instantMs).add("\n");
    return sum.add(table).add("\n").add(rowId).add("\n").add(digest).hex();
}

QString foldText(const QString &text)
{
    QString out;
    out.reserve(text.size());
    for (const QChar c : text.normalized(QString::NormalizationForm_KD)) {
        if (c.category() == QChar::Mark_NonSpacing)
            continue;
        switch (c.unicode()) {
        case 0x142:
        case 0x141:
            out += u'l';
            break;
        case 0xf8:
        case 0xd8:
            out += u'o';
            break;
        case 0x111:
        case 0x110:
        case 0xf0:
        case 0xd0:
            out += u'd';
            break;
        case 0xdf:
            out += QLatin1StringView("ss");
            break;
        case 0xe6:
        case 0xc6:
            out += QLatin1StringView("ae");
            break;
        case 0x153:
        case 0x152:
            out += QLatin1StringView("oe");
            break;
        case 0x131:
            out += u'i';
            break;
        default:
            out += c.toCaseFolded();
        }
    }
    return out;
}

namespace {

ConnectionContext *contextOf(sqlite3_context *c)
{
    return static_cast<ConnectionContext *>(sqlite3_user_data(c));
}

/** Not a copy: SQLite keeps the bytes until the function returns, and what keeps them longer makes one. */
QByteArray bytesOf(sqlite3_value *v)
{
    const void *data = sqlite3_value_blob(v); // before the length, as SQLite asks
    return QByteArray::fromRawData(static_cast<const char *>(data), data ? sqlite3_value_bytes(v) : 0);
}

void resultText(sqlite3_context *c, const QByteArray &utf8)
{
    sqlite3_result_text(c, utf8.constData(), static_cast<int>(utf8.size()), SQLITE_TRANSIENT);
}

void sqlNow(sqlite3_context *c, int, sqlite3_value **)
{
    sqlite3_result_int64(c, contextOf(c)->clock->nowMs());
}
void sqlPerson(sqlite3_context *c, int, sqlite3_value **)
{
    sqlite3_result_int64(c, contextOf(c)->personId);
}
void sqlRole(sqlite3_context *c, int, sqlite3_value **)
{
    resultText(c, contextOf(c)->role);
}
void sqlInAct(sqlite3_context *c, int, sqlite3_value **)
{
    sqlite3_result_int(c, contextOf(c)->inAct ? 1 : 0);
}
void sqlBulk(sqlite3_context *c, int, sqlite3_value **)
{
    sqlite3_result_int64(c, contextOf(c)->openBulkId);
}

void sqlAct(sqlite3_context *c, int, sqlite3_value **v)
{
    contextOf(c)->inAct = sqlite3_value_int(v[0]) != 0;
    sqlite3_result_null(c);
}

void sqlSalt(sqlite3_context *c, int, sqlite3_value **)
{
    quint32 words[4];
    QRandomGenerator::system()->fillRange(words);
    resultText(c, QByteArray(reinterpret_cast<const char *>(words), sizeof words).toHex());
}

void sqlSha256(sqlite3_context *c, int, sqlite3_value **v)
{
    if (sqlite3_value_type(v[0]) == SQLITE_NULL)
        return sqlite3_result_null(c);
    resultText(c, sha256Hex(bytesOf(v[0])));
}

/**
 * (seq, table, row, salt, person, role, op, before, after, previous hash): makes the next link of the record, and gives
 * its instant. What else belongs to the link is asked for by tocsin_linked(), so that nothing is computed twice.
 */
void sqlLink(sqlite3_context *c, int, sqlite3_value **v)
{
    ConnectionContext *context = contextOf(c);
    const qint64 nowMs = context->clock->nowMs();
    const bool hasBefore = sqlite3_value_type(v[7]) != SQLITE_NULL;
    const QByteArray before = hasBefore ? bytesOf(v[7]) : QByteArray();
    Link &link = context->link;
    link.seq = sqlite3_value_int64(v[0]);
    link.previous = bytesOf(v[9]);
    link.previous.detach();
    link.digest = contentDigest(bytesOf(v[3]), sqlite3_value_int64(v[4]), bytesOf(v[5]), bytesOf(v[6]),
                                hasBefore ? &before : nullptr, bytesOf(v[8]));
    link.hash = chainHash(link.previous, link.seq, nowMs, bytesOf(v[1]), sqlite3_value_int64(v[2]), link.digest);
    sqlite3_result_int64(c, nowMs);
}

/** (seq, part): a part of the link that tocsin_link() made for this seq; an error for any other. */
void sqlLinked(sqlite3_context *c, int, sqlite3_value **v)
{
    const Link &link = contextOf(c)->link;
    if (link.seq != sqlite3_value_int64(v[0]) || link.hash.isEmpty())
        return sqlite3_result_error(c, "rows stay: no link of this number was made", -1);
    const QByteArray part = bytesOf(v[1]);
    resultText(c, part == "digest" ? link.digest : part == "previous" ? link.previous : link.hash);
}

void appendJsonValue(QByteArray &out, sqlite3_value *v)
{
    switch (sqlite3_value_type(v)) {
    case SQLITE_INTEGER:
        out.append(QByteArray::number(sqlite3_value_int64(v)));
        break;
    case SQLITE_NULL:
        out.append("null");
        break;
    default:
        appendJsonText(out, bytesOf(v));
    }
}

bool sameValue(sqlite3_value *a, sqlite3_value *b)
{
    if (sqlite3_value_type(a) != sqlite3_value_type(b))
        return false;
    switch (sqlite3_value_type(a)) {
    case SQLITE_INTEGER:
        return sqlite3_value_int64(a) == sqlite3_value_int64(b);
    case SQLITE_NULL:
        return true;
    default: {
        const void *left = sqlite3_value_blob(a); // before the lengths, as SQLite asks
        const void *right = sqlite3_value_blob(b);
        const int size = sqlite3_value_bytes(a);
        return size == sqlite3_value_bytes(b) &&
               (size == 0 || std::memcmp(left, right, static_cast<size_t>(size)) == 0);
    }
    }
}

/**
 * ("a,b,...", old a, new a, old b, new b ...): the columns that differ, as JSON with their old values; those with the
 * new ones, of the same comparison, are for tocsin_changed().
 */
void sqlChanges(sqlite3_context *c, int count, sqlite3_value **v)
{
    QByteArrayView names;
    if (count > 0)
        names = {reinterpret_cast<const char *>(sqlite3_value_text(v[0])), sqlite3_value_bytes(v[0])};
    QByteArray before = "{";
    QByteArray after = "{";
    for (int i = 1; i + 1 < count; i += 2) {
        const qsizetype comma = names.indexOf(',');
        const QByteArrayView name = comma < 0 ? names : names.first(comma);
        names = comma < 0 ? QByteArrayView() : names.sliced(comma + 1);
        if (sameValue(v[i], v[i + 1]))
            continue;
        for (QByteArray *out : {&before, &after}) {
            if (out->size() > 1)
                out->append(',');
            appendJsonText(*out, name);
            out->append(':');
            appendJsonValue(*out, v[out == &before ? i : i + 1]);
        }
    }
    contextOf(c)->changed = after.append('}');
    resultText(c, before.append('}'));
}

/** What tocsin_changes() left, once. */
void sqlChanged(sqlite3_context *c, int, sqlite3_value **)
{
    const QByteArray after = std::exchange(contextOf(c)->changed, {});
    if (after.isEmpty())
        return sqlite3_result_error(c, "nothing was compared", -1);
    resultText(c, after);
}

/** (salt, person, role, op, before, after): the digest of what an entry says. */
void sqlDigest(sqlite3_context *c, int, sqlite3_value **v)
{
    const bool hasBefore = sqlite3_value_type(v[4]) != SQLITE_NULL;
    const QByteArray before = hasBefore ? bytesOf(v[4]) : QByteArray();
    resultText(c, contentDigest(bytesOf(v[0]), sqlite3_value_int64(v[1]), bytesOf(v[2]), bytesOf(v[3]),
                                hasBefore ? &before : nullptr, bytesOf(v[5])));
}

/** (JSON of a row, column, SHA-256): the same without that column's value, if it is the one with this digest. */
void sqlWithout(sqlite3_context *c, int, sqlite3_value **v)
{
    if (sqlite3_value_type(v[0]) == SQLITE_NULL)
        return sqlite3_result_null(c);
    const QByteArray json = bytesOf(v[0]), gone = bytesOf(v[2]);
    const QString column = QString::fromUtf8(bytesOf(v[1]));
    QJsonObject row = QJsonDocument::fromJson(json).object();
    const QJsonValue value = row.value(column);
    if (value.isString() && sha256Hex(value.toString().toUtf8()) == gone)
        row.insert(column, QString());
    else if (value.isArray() && value.toArray().at(0).toString().toLatin1() == gone)
        row.insert(column, QJsonArray{QString::fromLatin1(sha256Hex({})), 0});
    else
        return resultText(c, json);
    resultText(c, QJsonDocument(row).toJson(QJsonDocument::Compact));
}

/** (text of a draft, value that goes): the text without it, also where it stands quoted; a few letters say nothing. */
void sqlScrubbed(sqlite3_context *c, int, sqlite3_value **v)
{
    QByteArray text = bytesOf(v[0]);
    const QByteArray value = bytesOf(v[1]);
    QByteArray quoted;
    appendJsonText(quoted, value);
    if (QString::fromUtf8(value).size() >= kLeastScrubbed)
        text.replace(value, {}).replace(quoted.sliced(1, quoted.size() - 2), {});
    resultText(c, text);
}

void sqlFold(sqlite3_context *c, int, sqlite3_value **v)
{
    resultText(c, foldText(QString::fromUtf8(bytesOf(v[0]))).toUtf8());
}

} // namespace

Result<void> registerSqlFunctions(sqlite3 *db, ConnectionContext *context)
{
    struct Function
    {
        const char *name;
        int arguments;
        int flags;
        void (*call)(sqlite3_context *, int, sqlite3_value **);
    };
    constexpr int kPure = SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    static constexpr Function functions[] = {
        {"tocsin_now", 0, SQLITE_INNOCUOUS, sqlNow},
        {"tocsin_person", 0, SQLITE_INNOCUOUS, sqlPerson},
        {"tocsin_role", 0, SQLITE_INNOCUOUS, sqlRole},
        {"tocsin_salt", 0, SQLITE_INNOCUOUS, sqlSalt},
        {"tocsin_act", 1, SQLITE_INNOCUOUS, sqlAct},
        {"tocsin_in_act", 0, SQLITE_INNOCUOUS, sqlInAct},
        {"tocsin_bulk", 0, SQLITE_INNOCUOUS, sqlBulk},
        {"tocsin_sha256", 1, kPure, sqlSha256},
        {"tocsin_fold", 1, kPure, sqlFold},
        {"tocsin_digest", 6, kPure, sqlDigest},
        {"tocsin_without", 3, kPure, sqlWithout},
        {"tocsin_scrubbed", 2, kPure, sqlScrubbed},
        {"tocsin_link", 10, SQLITE_INNOCUOUS, sqlLink},
        {"tocsin_linked", 2, SQLITE_INNOCUOUS, sqlLinked},
        {"tocsin_changes", -1, SQLITE_INNOCUOUS, sqlChanges},
        {"tocsin_changed", 0, SQLITE_INNOCUOUS, sqlChanged},
    };
    for (const Function &f : functions) {
        const int rc = sqlite3_create_function_v2(db, f.name, f.arguments, SQLITE_UTF8 | f.flags, context, f.call,
                                                  nullptr, nullptr, nullptr);
        if (rc != SQLITE_OK)
            return failure(ErrorKind::Internal, QStringLiteral("The database could not be prepared."),
                           QString::fromUtf8(sqlite3_errmsg(db)));
    }
    return {};
}

} // namespace tocsin
