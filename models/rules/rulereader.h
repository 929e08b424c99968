#pragma once

#include "models/rules/rulebook.h"

#include <QJsonArray>
#include <QJsonObject>

namespace tocsin {

/** Reads the rule files into a RuleBook; stops at the first thing that is wrong and says where it is. */
class RuleReader
{
public:
    [[nodiscard]] Result<RuleBook> read(const QMap<QString, QByteArray> &files);

private:
    /** Where in which file the reader is: an entry's number from 1, 0 for the file itself. */
    struct Place
    {
        QString file;
        qsizetype entry = 0;
        QString code = {};
    };

    [[nodiscard]] Result<QJsonArray> entries(const QString &file, const QByteArray &bytes);
    [[nodiscard]] Result<void> readFile(const QString &file, const QByteArray &bytes);
    [[nodiscard]] Result<void> readDefinition(const QJsonObject &entry, Place &place);
    [[nodiscard]] Result<void> readSource(const QJsonObject &entry, Place &place);
    [[nodiscard]] Result<void> readContent(const QJsonObject &entry, Place &place);
    [[nodiscard]] Result<void> readResponsibility(const QJsonObject &entry, Place &place);
    [[nodiscard]] Result<void> readCommitment(const QJsonObject &entry, Place &place);
    [[nodiscard]] Result<void> checkComplete() const;
    // classificationreader.cpp
    [[nodiscard]] Result<void> readClassification(const QJsonObject &entry, Place &place);
    [[nodiscard]] Result<void> readFact(const QJsonObject &entry, bool given, Place &place);
    [[nodiscard]] Result<QList<FactCondition>> conditions(const QJsonValue &value, const Place &place) const;
    [[nodiscard]] Result<QList<FactAnswer>> answers(const QJsonValue &value, bool many, const Place &place) const;
    [[nodiscard]] Result<void> checkClassification() const;

    /** A field that has to be there and to say something. */
    [[nodiscard]] Result<QString> text(const QJsonObject &entry, const QString &field, const Place &place) const;
    [[nodiscard]] Result<void> onlyFields(const QJsonObject &object, const QStringList &known,
                                          const Place &place) const;
    [[nodiscard]] tl::unexpected<Error> wrong(const Place &place, const QString &field, const QString &what) const;

    RuleBook m_book;
};

} // namespace tocsin
