#pragma once

#include "ui/notices/noticepanel.h"

class QComboBox;

namespace tocsin {

class ChoiceGroup;
class InstantEdit;
class Label;

/** Records that a subscription without a contact was told by telephone, post or portal, or could not be (P9.2). */
class HandDeliveryPanel : public NoticePanel
{
    Q_OBJECT

public:
    HandDeliveryPanel(const UiContext &ui, const IncidentDetails &details, const NoticeDetails &notice,
                      SubscriptionId chosen, QWidget *parent = nullptr);

protected:
    void refreshNotice() override;
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    void fillWho(SubscriptionId chosen);
    void showSoFar();
    [[nodiscard]] SubscriptionId chosen() const;

    QComboBox *m_who;
    Label *m_soFar;
    ChoiceGroup *m_reached;
    QComboBox *m_means;
    InstantEdit *m_at;
    QPlainTextEdit *m_proof = nullptr;
};

} // namespace tocsin
