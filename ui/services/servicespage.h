#pragma once

#include "models/domain/service.h"
#include "ui/customers/directorypage.h"

namespace tocsin {

class Card;
class FactsGrid;
class ServiceListModel;

/** The directory of services (P3.5): kept by an administrator, seen by everybody. */
class ServicesPage : public DirectoryPage
{
    Q_OBJECT

public:
    explicit ServicesPage(const UiContext &ui, QWidget *parent = nullptr);

protected:
    void read() override;
    void showRow(int row) override;
    [[nodiscard]] int rowOf(qint64 id) const override;
    [[nodiscard]] DirectoryForm *makeNewForm() override;
    void setRefusal(const QString &why) override;
    [[nodiscard]] QString meaning() const override;

private:
    QWidget *buildCard();

    ServiceListModel *m_model;
    QPushButton *m_change = nullptr;
    Card *m_card = nullptr;
    FactsGrid *m_facts = nullptr;
};

} // namespace tocsin
