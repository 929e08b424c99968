#pragma once

#include "models/services/services.h"
#include "ui/common/uicontext.h"

#include <QWidget>

class QComboBox;
class QTextBrowser;

namespace tocsin {

class Label;

/** Two versions of a notice's text against each other, line by line: what went, what came (P9.7). */
class VersionsPage : public QWidget
{
    Q_OBJECT

public:
    explicit VersionsPage(const UiContext &ui, QWidget *parent = nullptr);
    void showNotice(NoticeId notice);

protected:
    void changeEvent(QEvent *event) override;

private:
    void take(const QList<NoticeText> &versions);
    void compare();

    UiContext m_ui;
    NoticeId m_notice;
    QList<NoticeText> m_versions;
    QComboBox *m_before;
    QComboBox *m_after;
    QTextBrowser *m_view;
    Label *m_summary;
};

} // namespace tocsin
