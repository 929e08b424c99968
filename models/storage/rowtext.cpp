#include "models/storage/rowtext.h"

#include "models/storage/database.h"

#include <QStringList>

namespace tocsin {

using namespace Qt::StringLiterals;

Result<QList<Column>> tableColumns(Database &db, const QString &table)
{
    auto info = db.prepare(db.dialect().tableColumns());
    if (auto ok = info.bind(table).exec(); !ok)
        return tl::unexpected(ok.error());
    QList<Column> columns;
    while (info.next())
        columns.append({info.text(0), info.boolean(1)});
    return columns;
}

bool hasColumn(const QList<Column> &columns, QLatin1StringView name)
{
    return std::any_of(columns.begin(), columns.end(), [name](const Column &c) { return c.name == name; });
}

QString rowColumns(const Database &db, const QString &alias, const QList<Column> &columns)
{
    QStringList list;
    for (const Column &c : columns) {
        const QString name = alias + u'.' + c.name;
        list << (c.blob ? db.dialect().bytesMark(name) : name);
    }
    return list.join(u", "_s);
}

void appendJsonText(QByteArray &out, QByteArrayView utf8)
{
    static constexpr char kShort[] = "btn?fr"; // U+0008 to U+000D; U+000B has no short form
    out.append('"');
    for (const char c : utf8) {
        const auto u = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            out.append('\\').append(c);
        else if (u >= 0x08 && u <= 0x0d && u != 0x0b)
            out.append('\\').append(kShort[u - 0x08]);
        else if (u < 0x20)
            out.append("\\u00").append(QByteArray::number(static_cast<int>(u), 16).rightJustified(2, '0'));
        else
            out.append(c);
    }
    out.append('"');
}

QByteArray rowText(const Statement &row, int first, const QList<Column> &columns)
{
    QByteArray out = "{";
    const auto value = [&](int n) {
        if (row.isNull(n))
            out.append("null");
        else if (const QVariant v = row.value(n); v.typeId() == QMetaType::LongLong)
            out.append(QByteArray::number(v.toLongLong()));
        else
            appendJsonText(out, v.toString().toUtf8());
    };
    int n = first;
    for (const Column &c : columns) {
        if (out.size() > 1)
            out.append(',');
        appendJsonText(out, c.name.toUtf8());
        out.append(':');
        if (c.blob)
            out.append('[');
        value(n++);
        if (c.blob) {
            out.append(',');
            value(n++);
            out.append(']');
        }
    }
    return out.append('}');
}

} // namespace tocsin
