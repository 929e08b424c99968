#pragma once

#include "ui/notices/noticepanel.h"

class QLineEdit;

namespace tocsin {

class ChoiceGroup;
class Label;

/**
 * What becomes of a message that did not simply arrive: an unsure one arrived or is sent again, a refused one is sent
 * once more, to a corrected address, or called back (P9.2, P9.8). Without a message: all that can be called back.
 */
class MessagePanel : public NoticePanel
{
    Q_OBJECT

public:
    MessagePanel(const UiContext &ui, const IncidentDetails &details, const NoticeDetails &notice, MessageId message,
                 QWidget *parent = nullptr);

protected:
    void refreshNotice() override;
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    [[nodiscard]] const MessageRow *message() const;
    [[nodiscard]] MessageState state() const;
    [[nodiscard]] QString what() const;
    void addChoices();
    void updateTexts();

    MessageId m_id;
    MessageState m_begunFor = MessageState::Waiting;
    Label *m_facts;
    ChoiceGroup *m_what = nullptr;
    FormRow *m_addressRow = nullptr;
    QLineEdit *m_address = nullptr;
    QPlainTextEdit *m_reason = nullptr;
};

} // namespace tocsin
