#pragma once

#include "models/items/personlistmodel.h"
#include "ui/common/card.h"

class QPushButton;

namespace tocsin {

class Banner;
class Label;

/** One of the people: who they are, how they log in, and what each of their roles lets them do. */
class PersonCard : public Card
{
    Q_OBJECT

public:
    explicit PersonCard(QWidget *parent = nullptr);

    void setPerson(const PersonRow &row, bool isShared);
    /** Empty lets one change; else it says why not. */
    void setRefusal(const QString &why);
    [[nodiscard]] const Person &person() const { return m_person; }

Q_SIGNALS:
    void changeAsked();

private:
    Person m_person;
    Banner *m_banner;
    Label *m_facts;
    Label *m_roles;
    QPushButton *m_change;
};

} // namespace tocsin
