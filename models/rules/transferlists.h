#pragma once

#include "models/domain/transfer.h"

#include <functional>

namespace tocsin {

/**
 * The checklists of data transfers (P10.2), by operating environment and kind of data: data (resources/rules/
 * transfers.json), each list in versions, of which a request keeps the one it was asked under.
 */
class TransferLists
{
public:
    /** An environment or a kind of data, to choose from. */
    struct Choice
    {
        QString code;
        QString name;
        QString text;
    };
    /** An item with what the page shows beside it. */
    struct Item
    {
        TransferQuestion question;
        QString hint;
        QString citation;
    };

    /** The lists this program came with; fails only if its own file is broken. */
    [[nodiscard]] static const Result<TransferLists> &builtIn();
    /** An error names the file, the entry and the field. */
    [[nodiscard]] static Result<TransferLists> fromJson(const QByteArray &bytes);

    [[nodiscard]] QString version() const { return m_version; }
    [[nodiscard]] const QList<Choice> &environments() const { return m_environments; }
    [[nodiscard]] const QList<Choice> &kinds() const { return m_kinds; }
    /** The name of a code, or the code itself where the file no longer has it. */
    [[nodiscard]] QString environmentName(const QString &code) const;
    [[nodiscard]] QString kindName(const QString &code) const;
    /** The newest version that is valid at the instant, of the list for this environment and kind of data. */
    [[nodiscard]] std::optional<TransferChecklist> listFor(const QString &environment, const QString &kind,
                                                           qint64 atMs) const;
    /** The version that took the place of the one a request was asked under; nothing while it is the newest. */
    [[nodiscard]] std::optional<TransferChecklist> newerThan(const TransferChecklist &asked, qint64 nowMs) const;
    /** Hint and citation of an item of a list as of that version; empty ones where the file no longer has it. */
    [[nodiscard]] Item item(const TransferChecklist &asked, const QString &code) const;

private:
    struct Entry
    {
        TransferChecklist list;
        qint64 validFromMs = 0;
        QStringList environments;
        QStringList kinds;
        QList<Item> items;
    };
    class Reader;
    TransferLists() = default;
    [[nodiscard]] const Entry *newest(const std::function<bool(const Entry &)> &fits, qint64 atMs) const;

    QString m_version;
    QList<Choice> m_environments;
    QList<Choice> m_kinds;
    QList<Entry> m_entries;
};

} // namespace tocsin
