#pragma once

#include "models/domain/person.h"
#include "ui/common/uicontext.h"

#include <QComboBox>

namespace tocsin {

/** Somebody of this database, or anybody by name. */
class PersonField : public QComboBox
{
    Q_OBJECT

public:
    /** `empty` is offered first and means nobody; without it somebody has to be named. */
    PersonField(const UiContext &ui, const QString &name, const QString &empty, QWidget *parent = nullptr);

    /** Nobody of this database: an invalid id, and personName() says who. */
    [[nodiscard]] PersonId personId() const;
    [[nodiscard]] QString personName() const;
    void setPerson(PersonId id, const QString &name);

Q_SIGNALS:
    void changed();

private:
    void fill(const QList<Person> &people);

    QString m_empty;
    QList<Person> m_people;
};

} // namespace tocsin
