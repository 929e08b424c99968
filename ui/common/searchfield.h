#pragma once

#include <QKeySequence>
#include <QLineEdit>

namespace tocsin {

/** A line edit with a magnifying glass, and the shortcut that leads to it while it is empty. Escape empties it. */
class SearchField : public QLineEdit
{
    Q_OBJECT

public:
    explicit SearchField(const QString &placeholder, QWidget *parent = nullptr);

    /** Shows the keys; binding them is the window's. */
    void setShortcutHint(const QKeySequence &keys);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QString m_hint;
};

} // namespace tocsin
