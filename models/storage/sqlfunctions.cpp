#include "models/storage/sqlfunctions.h"

#include "models/storage/connectioncontext.h"
#include "models/storage/rowtext.h"

#include <QRandomGenerator>

#include <openssl/sha.h>
#include <sqlite3.h>

namespace tocsin {

QByteArray sha256Hex(const QByteArray &bytes)
{
    // OpenSSL uses the processor's instructions; Qt's own takes five times as long, in every act.
    unsigned char digest[SHA256_DIGEST_LENGTH];
    SHA256(reinterpret_cast<const unsigned char *>(bytes.constData()), static_cast<size_t>(bytes.size()), digest);
    return QByteArray(reinterpret_cast<const char *>(digest), sizeof digest).toHex();
}

QByteArray contentDigest(const QByteArray &salt, qint64 personId, const QByteArray &role, const QByteArray &op,
                         const QByteArray *before, const QByteArray &after)
{
    // Lengths before texts: no two contents share one canonical form.
    QByteArray text;
    text.reserve(after.size() + (before ? before->size() : 0) + 160);
    text.append(salt).append('\n').append(QByteArray::number(personId)).append('\n');
    text.append(role).append('\n').append(op).append('\n');
    text.append(before ? QByteArray::number(before->size()) : QByteArray("-")).append('\n');
    if (before)
        text.append(*before);
    text.append('\n').append(QByteArray::number(after.size())).append('\n').append(after);
    return sha256Hex(text);
}

QByteArray chainHash(const QByteArray &previous, qint64 seq, qint64 instantMs, const QByteArray &table, qint64 rowId,
                     const QByteArray &digest)
{
    return sha256Hex(previous + '\n' + QByteArray::number(seq) + '\n' + QByteArray::number(instantMs) + '\n' + table +
                     '\n' + QByteArray::number(rowId) + '\n' + digest);
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

QByteArray bytesOf(sqlite3_value *v)
{
    const void *data = sqlite3_value_blob(v);
    return QByteArray(static_cast<const char *>(data), sqlite3_value_bytes(v));
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

void sqlDigest(sqlite3_context *c, int, sqlite3_value **v)
{
    const bool hasBefore = sqlite3_value_type(v[4]) != SQLITE_NULL;
    const QByteArray before = hasBefore ? bytesOf(v[4]) : QByteArray();
    resultText(c, contentDigest(bytesOf(v[0]), sqlite3_value_int64(v[1]), bytesOf(v[2]), bytesOf(v[3]),
                                hasBefore ? &before : nullptr, bytesOf(v[5])));
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
    default:
        return bytesOf(a) == bytesOf(b);
    }
}

/** (which, "a,b,...", old a, new a, old b, new b ...): the columns that differ, as JSON, with their old or new values.
 */
void sqlChanges(sqlite3_context *c, int count, sqlite3_value **v)
{
    const bool after = count > 1 && sqlite3_value_int(v[0]) != 0;
    const QByteArray names = count > 1 ? bytesOf(v[1]) : QByteArray();
    QByteArray out = "{";
    qsizetype from = 0;
    for (int i = 2; i + 1 < count; i += 2) {
        const qsizetype comma = names.indexOf(',', from);
        const QByteArray name = names.mid(from, comma < 0 ? -1 : comma - from);
        from = comma + 1;
        if (sameValue(v[i], v[i + 1]))
            continue;
        if (out.size() > 1)
            out.append(',');
        appendJsonText(out, name);
        out.append(':');
        appendJsonValue(out, v[after ? i + 1 : i]);
    }
    resultText(c, out.append('}'));
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
        {"tocsin_now", 0, SQLITE_INNOCUOUS, sqlNow},   {"tocsin_person", 0, SQLITE_INNOCUOUS, sqlPerson},
        {"tocsin_role", 0, SQLITE_INNOCUOUS, sqlRole}, {"tocsin_salt", 0, SQLITE_INNOCUOUS, sqlSalt},
        {"tocsin_act", 1, SQLITE_INNOCUOUS, sqlAct},   {"tocsin_in_act", 0, SQLITE_INNOCUOUS, sqlInAct},
        {"tocsin_bulk", 0, SQLITE_INNOCUOUS, sqlBulk}, {"tocsin_sha256", 1, kPure, sqlSha256},
        {"tocsin_digest", 6, kPure, sqlDigest},        {"tocsin_fold", 1, kPure, sqlFold},
        {"tocsin_changes", -1, kPure, sqlChanges},
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
