#pragma once

#include "models/domain/person.h"
#include "ui/customers/directorypage.h"

namespace tocsin {

class PersonCard;
class PersonListModel;

/** Who works with this database, and what each may do (P13): kept by an administrator, read by all. */
class PeoplePage : public DirectoryPage
{
    Q_OBJECT

public:
    explicit PeoplePage(const UiContext &ui, QWidget *parent = nullptr);

protected:
    void read() override;
    void showRow(int row) override;
    [[nodiscard]] int rowOf(qint64 id) const override;
    [[nodiscard]] DirectoryForm *makeNewForm() override;
    void setRefusal(const QString &why) override;
    [[nodiscard]] QString meaning() const override;

private:
    PersonListModel *m_model;
    PersonCard *m_card;
};

} // namespace tocsin
