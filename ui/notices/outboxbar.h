#pragma once

#include "models/services/incidentservice.h"
#include "models/services/noticeservice.h"
#include "ui/common/uicontext.h"

#include <QWidget>

class QCheckBox;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace tocsin {

class Banner;
class Label;

/**
 * How a notice that leaves by mail gets on: how many of its messages left, what stopped it, and the buttons to let it
 * go on, stop it, and call back what has not left (P9.8). Asks for the password where no keychain has it.
 */
class OutboxBar : public QWidget
{
    Q_OBJECT

public:
    explicit OutboxBar(const UiContext &ui, QWidget *parent = nullptr);

    void show(const NoticeDetails &notice, const Incident &incident);

Q_SIGNALS:
    void callBackWanted();
    /** Something was ordered: the notice is to be read anew. */
    void acted();
    void failed(const tocsin::Error &error);

private:
    void build();
    void refresh();
    void goOn();
    void order(bool pause);
    void sendWithPassword();
    [[nodiscard]] QString statusText() const;
    [[nodiscard]] bool isAsking() const;

    UiContext m_ui;
    NoticeDetails m_notice;
    Incident m_incident;
    Label *m_status;
    QProgressBar *m_progress;
    QPushButton *m_goOn;
    QPushButton *m_stop;
    QPushButton *m_callBack;
    Banner *m_trouble;
    QWidget *m_asking;
    Label *m_question;
    QLineEdit *m_password;
    QCheckBox *m_keep;
    QPushButton *m_send;
};

} // namespace tocsin
