#pragma once

#include "ui/notices/noticepanel.h"

class QComboBox;

namespace tocsin {

class ChoiceGroup;
class InstantEdit;
class Label;

/** Records how messages arrived, or that they did not, with proof (P9.2). */
class DeliveryPanel : public NoticePanel
{
    Q_OBJECT

public:
    DeliveryPanel(const UiContext &ui, const IncidentDetails &details, const NoticeDetails &notice,
                  const QList<MessageId> &chosen, QWidget *parent = nullptr);

    /** None: all that nobody has recorded yet. */
    void choose(const QList<MessageId> &chosen) override;

protected:
    void refreshNotice() override;
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    /** Nobody has said yet whether it arrived, and it does not leave by itself. */
    [[nodiscard]] bool isOpen(const MessageRow &message) const;
    [[nodiscard]] QList<MessageRow> messages() const;
    void updateTexts();

    QList<MessageId> m_chosen;
    Label *m_who;
    ChoiceGroup *m_reached;
    QComboBox *m_means;
    InstantEdit *m_at;
    QPlainTextEdit *m_proof = nullptr;
};

} // namespace tocsin
