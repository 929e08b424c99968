#pragma once

#include "models/domain/transfer.h"
#include "ui/incident/actpanel.h"

class QLineEdit;

namespace tocsin {

class InstantEdit;
class ItemList;

/** What left under an approval: the items with their SHA-256, who moved them, how and when (P10.4). */
class TransferMovePanel : public ActPanel
{
    Q_OBJECT

public:
    TransferMovePanel(const UiContext &ui, const IncidentDetails &details, Transfer transfer,
                      QWidget *parent = nullptr);
    [[nodiscard]] ItemList *items() const { return m_items; }
    [[nodiscard]] int preferredWidth() const override { return 520; }
    /** It was read anew: what is recorded next is about what stands now. */
    void showTransfer(const Transfer &transfer);

protected:
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    Transfer m_transfer;
    ItemList *m_items;
    QLineEdit *m_carrier;
    QLineEdit *m_how;
    InstantEdit *m_at;
};

} // namespace tocsin
