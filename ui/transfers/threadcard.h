#pragma once

#include "ui/transfers/transferform.h"

class QPlainTextEdit;
class QVBoxLayout;

namespace tocsin {

class Label;

/** Questions back and their answers: a thread on the request, which is not refused by it. */
class ThreadCard : public TransferForm
{
    Q_OBJECT

public:
    explicit ThreadCard(const UiContext &ui, QWidget *parent = nullptr);

    void focusQuestion();

protected:
    void fill(bool fresh) override;

private:
    void send(TransferRemarkKind kind);

    Label *m_thread;
    QPlainTextEdit *m_text;
    QPushButton *m_ask;
    QPushButton *m_answer;
};

} // namespace tocsin
